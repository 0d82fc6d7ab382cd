/** The list of schedules. */
import { call } from './api.js';
import { byId, fromTemplate, moment, say, write } from './dom.js';
import { outcomeClass } from './history.js';

/** The cards that are shown, by id: they are filled anew, not made anew, so that focus and clicks are not lost. */
const cards = new Map();

/** @param on `{ history(schedule), changed(), failed(error) }` */
export function showSchedules(schedules, on) {
  const ids = new Set(schedules.map(({ id }) => id));
  for (const id of cards.keys()) {
    if (!ids.has(id)) removeCard(id);
  }
  const list = byId('schedules');
  for (const [index, schedule] of schedules.entries()) {
    if (!cards.has(schedule.id)) cards.set(schedule.id, makeCard(schedule.id, on));
    const card = cards.get(schedule.id);
    fill(card, schedule);
    if (list.children[index] !== card.element) list.insertBefore(card.element, list.children[index] ?? null);
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
  write(parts.name, name);
  write(parts.state, paused ? 'paused' : 'active');
  parts.state.className = `badge ${paused ? 'warn' : 'good'}`;
  const hasParameters = Object.keys(parameters).length > 0;
  writeParts(
    parts.command,
    `${action} to device ${device} `,
    ...(hasParameters ? [code(JSON.stringify(parameters))] : []),
  );
  writeParts(parts.when, code(cron), ` in ${timeZone}`);
  write(parts.next, nextRuns[0] ? moment(nextRuns[0], timeZone) : 'not while it is paused');
  write(parts.last, last ? `${last.outcome}, ${moment(last.dueAt, timeZone)}` : 'none yet');
  parts.last.className = last ? outcomeClass(last.outcome) : 'quiet';
  label(parts.pause, paused ? 'Resume' : 'Pause', name);
  label(parts.history, 'History', name);
  label(parts.delete, 'Delete', name);
}

/** The name says what it is about to whoever hears the button alone. */
function label(button, text, name) {
  write(button, text);
  button.setAttribute('aria-label', `${text}: ${name}`);
}

/** Like `write`, of text and elements. */
function writeParts(element, ...parts) {
  const text = parts.map((part) => part.textContent ?? part).join('');
  if (element.textContent !== text) element.replaceChildren(...parts);
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
