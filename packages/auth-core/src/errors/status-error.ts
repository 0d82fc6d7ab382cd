import { ownCopy } from '../values/own-copy.ts';
import { BimodalError, mark, type CallFacts } from './bimodal-error.ts';

/**
 * The words that platforms are known to use, for completion: each client adds its platform's own by declaration merging.
 * This package knows what stands where a platform said nothing.
 */
export interface KnownCodes {
  readonly '': true;
}

/** A platform's word for a failure: one of those that the installed clients know, or any other. */
export type StatusCode = keyof KnownCodes | (string & {});

/** The platform answered with a status that is not a success, whatever the body looked like. */
export class StatusError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.StatusError');
  static {
    mark(this);
  }

  readonly status: number;
  /** The platform's own word for the failure, e.g. `not_found` or `DEVICE_OFFLINE`; '' where it gave none. */
  readonly code: StatusCode;
  /** Milliseconds that the platform asks to wait (`Retry-After`), where it said so. */
  readonly retryAfter: number | undefined;

  constructor(
    message: string,
    given: CallFacts & { readonly status: number; readonly retryAfter?: number | undefined },
  ) {
    super(message, given);
    const facts = ownCopy(given);
    this.status = facts.status;
    this.code = facts.code ?? '';
    this.retryAfter = facts.retryAfter;
  }
}
