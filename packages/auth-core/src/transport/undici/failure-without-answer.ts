import { errorCode } from '../../values/error-code.ts';
import { TransportFailure } from '../transport-failure.ts';
import { wasReused } from './reused-connection.ts';

/** Codes by which undici says that a dispatcher takes no requests, or not this one. */
const refusals: ReadonlySet<unknown> = new Set([
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
  'UND_ERR_INVALID_ARG',
]);

/** The failure of a request that got no answer; `started` says whether it was put on a connection. */
export function failureWithoutAnswer(started: boolean, error: unknown): TransportFailure {
  if (started) return new TransportFailure('sent', error, wasReused(error));
  const stage = refusals.has(errorCode(error)) ? 'refused' : 'unsent';
  return new TransportFailure(stage, error, wasReused(error));
}
