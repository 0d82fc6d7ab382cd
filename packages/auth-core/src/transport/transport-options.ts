import { InputError } from '../errors/input-error.ts';
import type { Transport } from './transport.ts';

/** What carries the requests of a client, chosen by hand; `fetchTransport()` makes one. */
export interface GivenTransport {
  /** Called once for each client that does not share its connections with another. */
  open(): Transport;
}

/** An undici dispatcher: a proxy, a private CA, HTTP/2, a mock. Only undici's own transport takes one. */
export interface GivenDispatcher {
  dispatch(options: object, handler: object): boolean;
}

export interface TransportOptions {
  readonly transport?: GivenTransport | undefined;
  readonly dispatcher?: GivenDispatcher | undefined;
  /** The address of an http or https proxy, or `'environment'`. */
  readonly proxy?: string | undefined;
}

/** @throws InputError for what is no transport. */
export function opened(given: GivenTransport): Transport {
  if (typeof given !== 'object' || given === null || typeof given.open !== 'function') {
    throw new InputError('`transport` must be a transport, such as fetchTransport().');
  }
  return given.open();
}
