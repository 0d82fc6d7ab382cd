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
  const response = await fetch(path, {
    method,
    headers: {
      // What no page of another origin can send.
      ...(method === 'GET' ? {} : { 'x-account-gateway': '1' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined;
  const answer = await response.json().catch(() => ({}));
  if (answer.error?.code === 'signed_out') document.dispatchEvent(new Event('signed-out'));
  if (!response.ok) throw new Refusal(response.status, answer.error);
  return answer;
}
