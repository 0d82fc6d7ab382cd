import { BimodalError } from '@bimodal/auth-core';
import { mark } from '@bimodal/auth-core/internal';

/** An export was not there in time, or is not what was asked for. */
export class ExportError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.ExportError');
  static {
    mark(this);
  }

  override readonly name = 'ExportError' as const;

  /** How far it was, in the platform's word: `new`, `requested`, `completed`; `unknown` where it said none. */
  readonly state: string;

  constructor(message: string, state: string, cause?: unknown) {
    super(message, { operation: 'pdfExports.pdf', cause });
    this.state = state;
  }
}
