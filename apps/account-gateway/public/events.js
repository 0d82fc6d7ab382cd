/** What happens in one's homes, as it happens. */
import { call } from './api.js';
import { byId, fromTemplate } from './dom.js';

const most = 50;
/** Milliseconds after which a stream that was refused is asked for again. */
const patience = 5000;
let source;
let retry;
/** Since when nothing was heard, where something was before. */
let deafSince;

export function startEvents() {
  stopEvents();
  connect();
}

export function stopEvents() {
  close();
  deafSince = undefined;
  live('not connected', 'quiet');
}

function close() {
  clearTimeout(retry);
  source?.close();
  source = undefined;
}

function connect() {
  const own = new EventSource('/api/events');
  source = own;
  own.addEventListener('open', () => {
    live('live', 'good');
    if (deafSince) missed(deafSince, new Date());
    deafSince = undefined;
  });
  own.addEventListener('error', () => {
    if (own !== source) return;
    deafSince ??= new Date();
    live('connecting again', 'warn');
    // A stream that breaks off comes again by itself, one that is refused does not.
    if (own.readyState === EventSource.CLOSED) retry = setTimeout(connectAgain, patience);
  });
  own.addEventListener('event', ({ data }) => {
    const { timestamp, eventType, eventData } = JSON.parse(data);
    add(timestamp, eventType, eventData ? JSON.stringify(eventData) : '');
  });
  own.addEventListener('gap', ({ data }) => {
    const { from, to } = JSON.parse(data);
    missed(from, to);
  });
  own.addEventListener('end', () => {
    close();
    void connectAgain();
  });
}

/** Unless somebody is signed out: then the answer says so to the page. */
async function connectAgain() {
  const before = source;
  try {
    await call('GET', '/api/session');
  } catch (error) {
    if (error.status === 401) return;
  }
  if (before === source) connect();
}

function live(text, kind) {
  byId('live').textContent = text;
  byId('live').className = `badge ${kind}`;
}

function missed(from, to) {
  add(to, 'gap', `What happened since ${clock(from)} is not known.`);
}

function add(at, type, detail) {
  const { element, parts } = fromTemplate('event-template');
  parts.at.dateTime = new Date(at).toISOString();
  parts.at.textContent = clock(at);
  parts.type.textContent = type;
  parts.detail.textContent = detail;
  const list = byId('events');
  list.prepend(element);
  while (list.children.length > most) list.lastElementChild.remove();
  byId('quiet').hidden = true;
}

function clock(time) {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(new Date(time));
}
