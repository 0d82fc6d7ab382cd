import { BimodalError, mark } from '@bimodal/auth-core';

/** More came in than was read, and the stream was told to fail then: `whenFull: 'fail'`. */
export class BufferFullError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.BufferFullError');
  static {
    mark(this);
  }

  override readonly name = 'BufferFullError' as const;

  constructor(buffer: number) {
    super(
      `More than ${buffer} items came in before they were read, and the stream ended. Read faster, raise \`buffer\`, or let some go with \`whenFull: 'dropOldest'\`.`,
    );
  }
}
