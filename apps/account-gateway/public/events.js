/** What happens in one's homes, as it happens. */
import { byId, fromTemplate } from './dom.js';

const most = 50;
let source;

export function startEvents(onEnd) {
  stopEvents();
  source = new EventSource('/api/events');
  source.addEventListener('open', () => live('live', 'good'));
  source.addEventListener('error', () => live('connecting again', 'warn'));
  source.addEventListener('event', ({ data }) => {
    const { timestamp, eventType, eventData } = JSON.parse(data);
    add(timestamp, eventType, eventData ? JSON.stringify(eventData) : '');
  });
  source.addEventListener('gap', ({ data }) => {
    const { from, to } = JSON.parse(data);
    add(to, 'gap', `What happened since ${clock(from)} is not known.`);
  });
  source.addEventListener('end', () => {
    stopEvents();
    onEnd();
  });
}

export function stopEvents() {
  source?.close();
  source = undefined;
  live('not connected', 'quiet');
}

function live(text, kind) {
  byId('live').textContent = text;
  byId('live').className = `badge ${kind}`;
}

function add(at, type, detail) {
  const { element, parts } = fromTemplate('event-template');
  parts.at.dateTime = at;
  parts.at.textContent = clock(at);
  parts.type.textContent = type;
  parts.detail.textContent = detail;
  const list = byId('events');
  list.prepend(element);
  while (list.children.length > most) list.lastElementChild.remove();
  byId('quiet').hidden = true;
}

function clock(iso) {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(new Date(iso));
}
