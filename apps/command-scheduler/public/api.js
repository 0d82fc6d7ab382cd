/** Calls of the service's own API. */

const key = 'command-scheduler-token';

/** Keeps the token for this tab only. */
export function keepToken(token) {
  sessionStorage.setItem(key, token);
}

/** An answer that is no success; `field` names the input that it is about. */
export class Refusal extends Error {
  constructor(status, { message, field } = {}) {
    super(message ?? `The service answered ${status}.`);
    this.status = status;
    this.field = field;
  }
}

/** @throws Refusal, or a TypeError when the service cannot be reached. */
export async function call(method, path, body) {
  const token = sessionStorage.getItem(key);
  const response = await fetch(path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined;
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, answer.error);
  return answer;
}
