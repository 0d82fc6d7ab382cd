import { InputError } from '../../errors/input-error.ts';
import { opened, type TransportOptions } from '../transport-options.ts';
import type { Transport } from '../transport.ts';
import { fetchTransport } from './fetch-transport.ts';

/** The transport of a client where there is no undici: the one that was given, else `fetch`. */
export function openTransport({ transport, dispatcher, proxy }: TransportOptions): Transport {
  if (dispatcher !== undefined) {
    throw new InputError(
      '`dispatcher` is one of undici, which this runtime does not use. Pass a `transport`.',
    );
  }
  if (proxy !== undefined) {
    throw new InputError('`proxy` is for Node: this runtime’s `fetch` goes by settings of its own.');
  }
  return opened(transport ?? fetchTransport());
}
