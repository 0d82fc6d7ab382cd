import { InputError } from '../../errors/input-error.ts';
import type { Transport } from '../transport.ts';
import { opened, type TransportOptions } from '../transport-options.ts';
import { isDispatcher } from './is-dispatcher.ts';
import { ownEnvironment } from '../../values/variable.ts';
import { proxiesOf } from './proxies.ts';
import { UndiciTransport } from './undici-transport.ts';

/** The transport of a client on Node, Deno and Bun: the one that was given, else undici. */
export function openTransport({ transport, dispatcher, proxy }: TransportOptions): Transport {
  if ([transport, dispatcher, proxy].filter((given) => given !== undefined).length > 1) {
    throw new InputError('A client takes a `transport`, a `dispatcher` or a `proxy`: pass one of them.');
  }
  if (transport !== undefined) return opened(transport);
  if (dispatcher !== undefined && !isDispatcher(dispatcher)) {
    throw new InputError('`dispatcher` must be one of undici, such as new ProxyAgent(url).');
  }
  const proxies = dispatcher === undefined ? proxiesOf(proxy, ownEnvironment()) : undefined;
  return new UndiciTransport(dispatcher, proxies);
}
