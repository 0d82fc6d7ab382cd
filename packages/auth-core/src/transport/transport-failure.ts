import { errorCode } from '../values/error-code.ts';

/** How far a request had come when its transport failed. */
export type Stage =
  /** It was never put on a connection: DNS, connect, TLS. */
  | 'unsent'
  /** The dispatcher did not take it. */
  | 'refused'
  /** It was put on a connection, and no answer began. It may have been processed. */
  | 'sent'
  /** The answer's body broke off. */
  | 'body'
  /** The answer's body is larger than allowed. */
  | 'too large';

/** A failure of the transport, before it is told in the words of a call. Never leaves the engine. */
export class TransportFailure extends Error {
  readonly stage: Stage;

  constructor(stage: Stage, cause: unknown) {
    super(stage, { cause });
    this.stage = stage;
  }
}

/** Codes by which undici says that a dispatcher takes no requests, or not this one. */
const refusals: ReadonlySet<unknown> = new Set([
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
  'UND_ERR_INVALID_ARG',
]);

/** The failure of a request that got no answer; `started` says whether it was put on a connection. */
export function failureWithoutAnswer(started: boolean, error: unknown): TransportFailure {
  if (started) return new TransportFailure('sent', error);
  return new TransportFailure(refusals.has(errorCode(error)) ? 'refused' : 'unsent', error);
}
