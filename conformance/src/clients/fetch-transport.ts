import { fetch as undiciFetch, type Dispatcher } from 'undici';
import { dispatcherFor } from './dispatcher.ts';
import type { Transport } from './client.ts';

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** undici's `fetch` with a dispatcher of its own version, as openai's README pairs them. */
export function fetchThrough(transport: Transport): {
  fetch: Fetch;
  fetchOptions: { dispatcher: Dispatcher };
} {
  // Both are undici's; the types differ only in where they were declared.
  return { fetch: undiciFetch as Fetch, fetchOptions: { dispatcher: dispatcherFor(transport) } };
}

/** undici's `fetch`, bound to a dispatcher, for a client that takes a function only. */
export function boundFetch(transport: Transport): Fetch {
  const dispatcher = dispatcherFor(transport);
  const send = undiciFetch as Fetch;
  return (input, init) => send(input, Object.assign({}, init, { dispatcher }));
}

/** The bytes of a response as they arrive. */
export async function* bytesOf(response: { readonly body: unknown }): AsyncGenerator<Uint8Array> {
  yield* response.body as AsyncIterable<Uint8Array>;
}
