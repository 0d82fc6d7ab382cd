/** The form for a new schedule. */
import { call } from './api.js';
import { byId, complain, moment, say, settled } from './dom.js';

const fields = ['name', 'device', 'action', 'parameters', 'cron', 'timeZone', 'keyParameter'];

/** How a cron expression is written: what stands where its next times are shown later. */
const hint = [...byId('runs').cloneNode(true).childNodes];

/** @param on `{ changed(), failed(error, about) }` */
export function prepareAddForm(on) {
  const form = byId('add-form');
  byId('timeZone').value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  byId('zones').append(
    ...Intl.supportedValuesOf('timeZone').map((zone) => Object.assign(new Option(), { value: zone })),
  );
  byId('add').addEventListener('click', () => open(form.hidden));
  byId('cancel').addEventListener('click', () => {
    open(false);
    byId('add').focus();
  });
  // What was wrong with it is being mended.
  form.addEventListener('input', ({ target }) => {
    mark(target.id, false);
    settled('form');
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') byId('cancel').click();
  });
  for (const id of ['cron', 'timeZone']) byId(id).addEventListener('change', preview);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    for (const id of fields) mark(id, false);
    try {
      const { id, name } = await call('POST', '/api/schedules', read());
      open(false);
      clear(form);
      say(`"${name}" is added.`);
      await on.changed();
      byId(`pause-${id}`)?.focus();
    } catch (error) {
      on.failed(error, 'form');
      if (error.field && byId(error.field)) {
        mark(error.field, true);
        byId(error.field).focus();
      }
    }
  });
}

function open(isOpen) {
  byId('add-form').hidden = !isOpen;
  byId('add').setAttribute('aria-expanded', String(isOpen));
  if (isOpen) byId('name').focus();
  else settled('form');
}

function clear(form) {
  const { value } = byId('timeZone');
  form.reset();
  byId('timeZone').value = value;
  byId('runs').replaceChildren(...hint.map((node) => node.cloneNode(true)));
}

function mark(id, isInvalid) {
  byId(id).setAttribute('aria-invalid', String(isInvalid));
}

function read() {
  const value = (id) => byId(id).value.trim();
  const required = [...byId('add-form').querySelectorAll('[required]')].find(({ id }) => value(id) === '');
  if (required) throw refused(required.id, `${required.labels[0].textContent.trim()} is needed.`);
  if (!/^\d+$/.test(value('device'))) throw refused('device', 'A device id is a number.');
  const keyParameter = value('keyParameter');
  return {
    name: value('name'),
    device: Number(value('device')),
    action: value('action'),
    parameters: readParameters(value('parameters')),
    cron: value('cron'),
    timeZone: value('timeZone'),
    catchUp: value('catchUp'),
    retryWindowSeconds: Number(value('retryWindow')),
    ...(keyParameter === '' ? {} : { keyParameter }),
  };
}

function readParameters(text) {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw refused('parameters', 'The parameters are no JSON object, such as {"on": true}.');
  }
}

function refused(field, message) {
  return Object.assign(new Error(message), { field });
}

/** When it would be due, as soon as that is known. */
async function preview() {
  const [cron, timeZone] = [byId('cron').value, byId('timeZone').value];
  if (cron.trim() === '') return;
  mark('cron', false);
  mark('timeZone', false);
  try {
    const { nextRuns } = await call('GET', `/api/preview?${new URLSearchParams({ cron, timeZone })}`);
    if (!isStill(cron, timeZone)) return;
    settled('form');
    byId('runs').textContent = `Next: ${nextRuns.map((run) => moment(run, timeZone)).join('; ')}`;
  } catch (error) {
    if (!isStill(cron, timeZone)) return;
    byId('runs').textContent = '';
    if (error.field) mark(error.field, true);
    complain(error.message, 'form');
  }
}

/** Whether it is what the form says now: an answer may come when something else was typed meanwhile. */
function isStill(cron, timeZone) {
  return byId('cron').value === cron && byId('timeZone').value === timeZone;
}
