import type { WireRequest } from '@bimodal/contract/runtime';
import { InputError } from '../errors/input-error.ts';
import type { Exchange } from '../exchange/exchange.ts';

/**
 * Puts the input on the wire.
 *
 * @throws InputError naming every field that cannot be sent, before anything is.
 */
export function encode(exchange: Exchange, input: unknown): WireRequest {
  const { contract, operation, settings } = exchange;
  const encoded = contract.encode(operation, input, settings.defaults);
  if (encoded.request !== undefined) return encoded.request;
  const list = encoded.issues.map((issue) =>
    issue.path === '' ? issue.message : `${issue.path} ${issue.message}`,
  );
  throw new InputError(`${operation.id} cannot be sent. ${list.join('; ')}`, {
    ...exchange.facts(),
    retryable: false,
  });
}
