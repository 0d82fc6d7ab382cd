import { mark, type CallFacts } from './bimodal-error.ts';
import { StatusError } from './status-error.ts';

/** 429: too many requests, and waiting as long as the platform asks was not possible within the call. */
export class RateLimitError extends StatusError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.RateLimitError');
  static {
    mark(this);
  }

  /** Milliseconds that the platform asks to wait, where it said so. */
  readonly retryAfter: number | undefined;

  constructor(
    message: string,
    facts: CallFacts & { readonly status: number; readonly retryAfter?: number | undefined },
  ) {
    super(message, facts);
    this.retryAfter = facts.retryAfter;
  }
}
