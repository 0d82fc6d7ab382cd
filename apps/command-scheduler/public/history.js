/** What came due, and what became of it. */
import { byId, fromTemplate, moment, write } from './dom.js';

const classes = { sent: 'good', missed: 'bad', failed: 'bad', skipped: 'warn', waiting: 'quiet' };

export const outcomeClass = (outcome) => classes[outcome] ?? 'quiet';

const reasons = {
  DEVICE_OFFLINE: 'The device was offline.',
  downtime: 'It came due while no scheduler was running.',
  superseded: 'A later one was sent instead.',
  paused: 'The schedule was paused before it was sent.',
  deleted: 'The schedule was deleted before it was sent.',
};

/** The rows that are shown, by the command's key: they are filled anew, not made anew, so that a selection is not lost. */
const rows = new Map();

export function showHistory(commands) {
  const keys = new Set(commands.map(({ key }) => key));
  for (const [key, { element }] of rows) {
    if (keys.has(key)) continue;
    element.remove();
    rows.delete(key);
  }
  const list = byId('history');
  for (const [index, command] of commands.entries()) {
    if (!rows.has(command.key)) rows.set(command.key, fromTemplate('command-template'));
    const row = rows.get(command.key);
    fill(row.parts, command);
    if (list.children[index] !== row.element) list.insertBefore(row.element, list.children[index] ?? null);
  }
  byId('no-history').hidden = commands.length > 0;
}

function fill(parts, { dueAt, timeZone, name, device, action, outcome, reason, detail, attempts }) {
  write(parts.outcome, outcome);
  parts.outcome.className = `badge ${outcomeClass(outcome)}`;
  // By the clock of its schedule, as the list of schedules says it.
  write(parts.due, moment(dueAt, timeZone ?? undefined));
  parts.due.dateTime = dueAt;
  write(parts.name, `${name}: ${action} to device ${device}`);
  const why = reason === null ? '' : (reasons[reason] ?? detail ?? reason);
  const often = attempts > 1 ? `${attempts} attempts.` : '';
  write(parts.detail, [why, often].filter(Boolean).join(' '));
}
