/** The list of schedules. */
import { call } from './api.js';
import { byId, fromTemplate, moment, say } from './dom.js';
import { outcomeClass } from './history.js';

/** The cards that are shown, by id: they are filled anew, not made anew, so that focus and clicks are not lost. */
const cards = new Map();

/** @param on `{ history(schedule), changed(), failed(error) }` */
export function showSchedules(schedules, on) {
  const ids = new Set(schedules.map(({ id }) => id));
  for (const id of cards.keys()) {
    if (!ids.has(id)) removeCard(id);
  }
  for (const schedule of schedules) {
    if (!cards.has(schedule.id)) cards.set(schedule.id, makeCard(schedule.id, on));
    fill(cards.get(schedule.id), schedule);
  }
  byId('none').hidden = schedules.length > 0;
}

function makeCard(id, on) {
  const card = { ...fromTemplate('schedule-template'), schedule: undefined };
  const { pause, history, delete: remove } = card.parts;
  pause.id = `pause-${id}`;
  pause.addEventListener('click', () => pauseOrResume(card.schedule, on));
  history.addEventListener('click', () => on.history(card.schedule));
  remove.addEventListener('click', () => confirmAndDelete(card.schedule, on));
  byId('schedules').append(card.element);
  return card;
}

function removeCard(id) {
  cards.get(id)?.element.remove();
  cards.delete(id);
}

function fill(card, schedule) {
  const { parts } = card;
  const { name, device, action, parameters, cron, timeZone, paused, nextRuns, last } = schedule;
  card.schedule = schedule;
  parts.name.textContent = name;
  parts.state.textContent = paused ? 'paused' : 'active';
  parts.state.className = `badge ${paused ? 'warn' : 'good'}`;
  const hasParameters = Object.keys(parameters).length > 0;
  parts.command.replaceChildren(
    `${action} to device ${device} `,
    ...(hasParameters ? [code(JSON.stringify(parameters))] : []),
  );
  parts.when.replaceChildren(code(cron), ` in ${timeZone}`);
  parts.next.textContent = nextRuns[0] ? moment(nextRuns[0], timeZone) : 'not while it is paused';
  parts.last.textContent = last ? `${last.outcome}, ${moment(last.dueAt, timeZone)}` : 'none yet';
  parts.last.className = last ? outcomeClass(last.outcome) : 'quiet';
  label(parts.pause, paused ? 'Resume' : 'Pause', name);
  label(parts.history, 'History', name);
  label(parts.delete, 'Delete', name);
}

/** The name says what it is about to whoever hears the button alone. */
function label(button, text, name) {
  button.textContent = text;
  button.setAttribute('aria-label', `${text}: ${name}`);
}

function code(text) {
  const element = document.createElement('code');
  element.textContent = text;
  return element;
}

async function pauseOrResume({ id, name, paused }, on) {
  try {
    const changed = await call('PATCH', `/api/schedules/${id}`, { paused: !paused });
    if (cards.has(id)) fill(cards.get(id), changed);
    say(paused ? `"${name}" goes on.` : `"${name}" is paused: nothing is sent.`);
    await on.changed();
  } catch (error) {
    on.failed(error);
  }
}

async function confirmAndDelete({ id, name }, on) {
  const dialog = byId('confirm');
  byId('confirm-text').textContent = `"${name}" will send nothing any more. Its history stays.`;
  dialog.returnValue = 'no';
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  if (dialog.returnValue !== 'yes') return;
  try {
    await call('DELETE', `/api/schedules/${id}`);
    removeCard(id);
    say(`"${name}" is deleted.`);
    byId('add').focus();
    await on.changed();
  } catch (error) {
    on.failed(error);
  }
}
