import { mark } from './bimodal-error.ts';
import { StatusError } from './status-error.ts';

/** 429: too many requests, and waiting as long as the platform asks was not possible within the call. */
export class RateLimitError extends StatusError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.RateLimitError');
  static {
    mark(this);
  }

  override readonly name = 'RateLimitError' as const;
}
