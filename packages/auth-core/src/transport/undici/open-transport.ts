import { InputError } from '../../errors/input-error.ts';
import type { Transport } from '../transport.ts';
import { opened, type TransportOptions } from '../transport-options.ts';
import { isDispatcher } from './is-dispatcher.ts';
import { UndiciTransport } from './undici-transport.ts';

/** The transport of a client on Node, Deno and Bun: the one that was given, else undici. */
export function openTransport({ transport, dispatcher }: TransportOptions): Transport {
  if (transport !== undefined && dispatcher !== undefined) {
    throw new InputError('A client takes a `transport` or a `dispatcher`: pass one of them.');
  }
  if (transport !== undefined) return opened(transport);
  if (dispatcher !== undefined && !isDispatcher(dispatcher)) {
    throw new InputError('`dispatcher` must be one of undici, such as new ProxyAgent(url).');
  }
  return new UndiciTransport(dispatcher);
}
