/** Calls of the service's own API. The cookie goes with them; no script ever sees it. */

/** An answer that is no success; `code` is its word, `field` names the input that it is about. */
export class Refusal extends Error {
  constructor(status, { message, code, field } = {}) {
    super(message ?? `The service answered ${status}.`);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

/** @throws Refusal, or a TypeError when the service cannot be reached. Being signed out is an event of the document, too. */
export async function call(method, path, body) {
  return (await ask(method, path, body)).answer;
}

/** All items of a list, which MODE gives page by page; the range says how many there are. */
export async function listAll(path, query = {}) {
  const items = [];
  for (;;) {
    const page = new URLSearchParams({ ...query, skip: items.length, limit: 100 });
    const { answer, headers } = await ask('GET', `${path}?${page}`);
    items.push(...answer);
    const all = Number(
      /\/(\d+)$/.exec(headers.get('vnd.tinkermode.range') ?? '')?.[1] ?? Number.POSITIVE_INFINITY,
    );
    if (answer.length === 0 || items.length >= all) return items;
  }
}

async function ask(method, path, body) {
  const done = working();
  try {
    const response = await fetch(path, {
      method,
      headers: {
        // What no page of another origin can send.
        ...(method === 'GET' ? {} : { 'x-account-gateway': '1' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status === 204) return { answer: undefined, headers: response.headers };
    const answer = await response.json().catch(() => ({}));
    if (answer.error?.code === 'signed_out') document.dispatchEvent(new Event('signed-out'));
    if (!response.ok) throw new Refusal(response.status, answer.error);
    return { answer, headers: response.headers };
  } finally {
    done();
  }
}

/** Milliseconds after which a call is slow enough to be shown. */
const slow = 300;
let pending = 0;
let timer;

/** Shows that something is going on, once it takes long. @returns what ends that */
function working() {
  const busy = document.getElementById('busy');
  if (pending++ === 0) timer = setTimeout(() => (busy.hidden = false), slow);
  return () => {
    if (--pending > 0) return;
    clearTimeout(timer);
    busy.hidden = true;
  };
}
