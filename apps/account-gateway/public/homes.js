/** One's homes, and what is in them. */
import { call } from './api.js';
import { byId, fromTemplate, onSubmit, say } from './dom.js';

/** Counts the looks: an answer is shown only while nothing was asked for, and nobody signed out, since. */
let look = 0;

export async function showHomes() {
  const own = ++look;
  const homes = await call('GET', '/api/mode/homes');
  const cards = await Promise.all(homes.map(card));
  if (own !== look) return;
  byId('homes').replaceChildren(...cards);
  byId('none').hidden = homes.length > 0;
}

export function hideHomes() {
  look += 1;
  byId('homes').replaceChildren();
}

async function card(home) {
  const { element, parts } = fromTemplate('home-template');
  const devices = await call('GET', `/api/mode/devices?homeId=${home.id}`);
  parts.name.textContent = home.name;
  parts.code.id = `code-${home.id}`;
  parts.label.htmlFor = parts.code.id;
  parts.devices.replaceChildren(
    ...(devices.length === 0 ? ['No devices yet.'] : devices.map(describe)).map((text) => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    }),
  );
  onSubmit(parts.claim, async () => {
    await call('POST', '/api/mode/devices', { homeId: home.id, claimCode: parts.code.value.trim() });
    await showHomes();
    say(`The device is in ${home.name} now.`);
    byId(`code-${home.id}`).focus();
  });
  return element;
}

function describe({ id, name, tag, deviceClass }) {
  return `${name || tag || deviceClass || 'Device'} (${id})`;
}
