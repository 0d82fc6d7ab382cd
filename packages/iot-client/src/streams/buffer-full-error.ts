import { BimodalError } from '@bimodal/auth-core';
import { mark } from '@bimodal/auth-core/internal';
import type { Capacity } from './capacity.ts';

/** More came in than was read, and the stream was told to fail then: `whenFull: 'fail'`. */
export class BufferFullError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.BufferFullError');
  static {
    mark(this);
  }

  override readonly name = 'BufferFullError' as const;

  constructor({ items, bytes }: Capacity) {
    super(
      `More than ${items} items, or ${bytes} bytes of them, came in before they were read, and the stream ended. Read faster, raise \`buffer\` or \`bufferBytes\`, or let some go with \`whenFull: 'dropOldest'\`.`,
    );
  }
}
