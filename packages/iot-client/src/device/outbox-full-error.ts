import { mark } from '@bimodal/auth-core/internal';
import { OutboxError } from './outbox-error.ts';

/** The outbox of a device has no room for another event: it was not accepted. */
export class OutboxFullError extends OutboxError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.OutboxFullError');
  static {
    mark(this);
  }

  override readonly name = 'OutboxFullError' as const;

  constructor(bytes: number, maxBytes: number) {
    super(
      `The event was not accepted: ${bytes} of ${maxBytes} bytes wait in the outbox. Let it send, raise \`maxBytes\`, or let the oldest go with \`whenFull: 'dropOldest'\`.`,
    );
  }
}
