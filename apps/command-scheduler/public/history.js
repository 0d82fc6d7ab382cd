/** What came due, and what became of it. */
import { byId, fromTemplate, moment } from './dom.js';

const classes = { sent: 'good', missed: 'bad', failed: 'bad', skipped: 'warn', waiting: 'quiet' };

export const outcomeClass = (outcome) => classes[outcome] ?? 'quiet';

const reasons = {
  DEVICE_OFFLINE: 'The device was offline.',
  downtime: 'It came due while no scheduler was running.',
  superseded: 'A later one was sent instead.',
  paused: 'The schedule was paused before it was sent.',
  deleted: 'The schedule was deleted before it was sent.',
};

export function showHistory(commands) {
  byId('history').replaceChildren(...commands.map(row));
  byId('no-history').hidden = commands.length > 0;
}

function row({ dueAt, name, device, action, outcome, reason, detail, attempts }) {
  const { element, parts } = fromTemplate('command-template');
  parts.outcome.textContent = outcome;
  parts.outcome.classList.add(outcomeClass(outcome));
  parts.due.textContent = moment(dueAt);
  parts.due.dateTime = dueAt;
  parts.name.textContent = `${name}: ${action} to device ${device}`;
  const why = reason === null ? '' : (reasons[reason] ?? detail ?? reason);
  const often = attempts > 1 ? `${attempts} attempts.` : '';
  parts.detail.textContent = [why, often].filter(Boolean).join(' ');
  return element;
}
