/** One's homes, and what is in them. */
import { call, listAll } from './api.js';
import { byId, complainOf, fromTemplate, onSubmit, say } from './dom.js';

/** Homes that are shown at once; more by a button. */
const step = 25;
let shown = step;
/** All of them, the newest first: what was just added is seen. */
let homes = [];
/** Names of devices, by id, as far as they were looked at. */
const devices = new Map();
/** Counts the looks: an answer is shown only while nothing was asked for, and nobody signed out, since. */
let look = 0;

byId('more-homes').addEventListener('click', () => {
  shown += step;
  show().catch(complainOf);
});
byId('find').addEventListener('input', () => {
  shown = step;
  show().catch(complainOf);
});

export async function showHomes() {
  const own = ++look;
  const all = await listAll('/api/mode/homes');
  if (own !== look) return;
  homes = all.toReversed();
  await show();
}

export function hideHomes() {
  look += 1;
  homes = [];
  shown = step;
  devices.clear();
  byId('find').value = '';
  byId('homes').replaceChildren();
}

/** What people call the place and the thing that an event is from. */
export function originOf({ homeId, originDeviceId }) {
  const home = homes.find(({ id }) => id === homeId);
  const places = [homeId == null ? '' : (home?.name ?? `home ${homeId}`)];
  if (originDeviceId != null) places.push(devices.get(originDeviceId) ?? `device ${originDeviceId}`);
  return places.filter(Boolean).join(', ');
}

async function show() {
  const own = ++look;
  const wanted = byId('find').value.trim().toLocaleLowerCase();
  const found = homes.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const cards = await Promise.all(found.slice(0, shown).map(card));
  if (own !== look) return;
  byId('homes').replaceChildren(...cards);
  byId('none').hidden = homes.length > 0;
  byId('none-found').hidden = homes.length === 0 || found.length > 0;
  byId('find-field').hidden = homes.length <= step;
  byId('more-homes').hidden = found.length <= shown;
  byId('more-homes').textContent = `Show more homes (${Math.min(shown, found.length)} of ${found.length})`;
}

async function card(home) {
  const { element, parts } = fromTemplate('home-template');
  const inside = await listAll('/api/mode/devices', { homeId: home.id });
  for (const device of inside) devices.set(device.id, describe(device));
  parts.name.textContent = home.name;
  parts.code.id = `code-${home.id}`;
  parts.label.htmlFor = parts.code.id;
  parts.devices.replaceChildren(
    ...(inside.length === 0 ? ['No devices yet.'] : inside.map(describe)).map((text) => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    }),
  );
  onSubmit(parts.claim, async () => {
    await call('POST', '/api/mode/devices', { homeId: home.id, claimCode: parts.code.value.trim() });
    await showHomes();
    say(`The device is in ${home.name} now.`);
    byId(`code-${home.id}`)?.focus();
  });
  return element;
}

function describe({ id, name, tag, deviceClass }) {
  return `${name || tag || deviceClass || 'Device'} (${id})`;
}
