import { InputError } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';
import type { StreamOptions } from './stream-options.ts';

/** What may be said about a stream that comes by a websocket. */
export interface SocketStreamOptions extends StreamOptions {
  /**
   * Sends the key in the websocket's address, as `?authToken=`, and not in a header. A page has no other way: its WebSocket
   * sends no headers. Addresses are written down where headers are not, by servers and proxies, so it has to be asked for by
   * name; wherever headers can be sent, leave it out. No error and no diagnostic shows the address. Default false.
   */
  readonly tokenInUrl?: boolean | undefined;
}

/** What concerns the websocket, apart from the rest. @throws InputError for a `tokenInUrl` that is neither. */
export function splitSocketOptions(given: SocketStreamOptions): {
  readonly tokenInUrl: boolean;
  readonly stream: StreamOptions;
} {
  const { tokenInUrl, ...stream } = ownCopy(given);
  if (tokenInUrl != null && typeof tokenInUrl !== 'boolean') {
    throw new InputError('The stream option `tokenInUrl` has to be true or false.');
  }
  return { tokenInUrl: tokenInUrl ?? false, stream };
}
