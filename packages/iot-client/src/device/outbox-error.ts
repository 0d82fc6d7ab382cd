import { BimodalError } from '@bimodal/auth-core';
import { mark } from '@bimodal/auth-core/internal';

/** The outbox of a device could not keep an event: it was not accepted. Those that were are not touched. */
export class OutboxError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.OutboxError');
  static {
    mark(this);
  }

  override readonly name: 'OutboxError' | 'OutboxFullError' = 'OutboxError';
}
