import { InputError } from '../../errors/input-error.ts';
import { ownCopy } from '../../values/own-copy.ts';
import { isPage } from '../../values/page.ts';
import type { GivenTransport } from '../transport-options.ts';
import type { Transport } from '../transport.ts';
import type { Fetch } from './fetch-once.ts';
import { open } from './open.ts';
import { send } from './send.ts';
import { openSocket } from './socket.ts';
import { openByFetch, opensByFetch } from './upgrade.ts';

export interface FetchTransportOptions {
  /** Takes the place of the runtime's `fetch`: a mock, a cache, a proxy. */
  readonly fetch?: Fetch | undefined;
}

/**
 * A transport over `fetch` and the runtime's own WebSocket. It is the one of pages and edge runtimes; on Node it is for what
 * takes hold of `fetch`, such as mocks. undici costs a third of its CPU there.
 *
 * ```ts
 * const mode = new AnalyticsClient({ transport: fetchTransport() });
 * ```
 *
 * @throws InputError for a `fetch` that is no function.
 */
export function fetchTransport(given: FetchTransportOptions = {}): GivenTransport {
  const { fetch } = ownCopy(given);
  if (fetch !== undefined && typeof fetch !== 'function') {
    throw new InputError('`fetch` must be a function such as the `fetch` of the runtime.');
  }
  return { open: () => transportOver(fetch ?? ((url, init) => globalThis.fetch(url, init))) };
}

function transportOver(fetch: Fetch): Transport {
  return {
    handshakeHeaders: !isPage(),
    send: (request, deadline, maxBytes) => send(fetch, request, deadline, maxBytes),
    open: (request, deadline) => open(fetch, request, deadline),
    socket: (request, deadline, listener) =>
      opensByFetch()
        ? openByFetch(fetch, request, deadline, listener)
        : openSocket(request, deadline, listener),
    // The runtime keeps its connections itself.
    close: () => Promise.resolve(),
  };
}
