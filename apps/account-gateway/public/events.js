/** What happens in one's homes, as it happens. */
import { call } from './api.js';
import { byId, fromTemplate } from './dom.js';
import { originOf } from './homes.js';

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
    const event = JSON.parse(data);
    const { timestamp, eventType, eventData } = event;
    add(timestamp, eventType, eventData ? JSON.stringify(eventData) : '', originOf(event));
  });
  own.addEventListener('gap', ({ data }) => {
    const { from, to } = JSON.parse(data);
    missed(from, to);
  });
  own.addEventListener('end', () => {
    // What happens until it is heard again is not known.
    deafSince ??= new Date();
    close();
    void connectAgain();
  });
}

let cookieChange = Promise.resolve();

/** The cookie becomes another one: a stream that ends meanwhile is asked for again afterwards. */
export function cookieChanges(change) {
  cookieChange = change.then(
    () => undefined,
    () => undefined,
  );
  return change;
}

/** Unless somebody is signed out: then the answer says so to the page. */
async function connectAgain() {
  const before = source;
  await cookieChange;
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

function add(at, type, detail, origin = '') {
  const { element, parts } = fromTemplate('event-template');
  parts.at.dateTime = new Date(at).toISOString();
  parts.at.textContent = clock(at);
  parts.type.textContent = type;
  parts.origin.textContent = origin;
  parts.detail.textContent = detail;
  const list = byId('events');
  list.prepend(element);
  while (list.children.length > most) list.lastElementChild.remove();
  byId('quiet').hidden = true;
}

function clock(time) {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(new Date(time));
}
