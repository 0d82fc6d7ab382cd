import { BimodalError } from '@bimodal/auth-core';
import { mark } from '@bimodal/auth-core/internal';

/** Result rows cannot be read as CSV: a row has more or fewer fields than the header, or a quote is out of place. */
export class CsvError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.CsvError');
  static {
    mark(this);
  }

  override readonly name = 'CsvError' as const;

  /** Which row, counted from 1; the header is row 0. */
  readonly row: number;

  constructor(message: string, row: number) {
    super(message);
    this.row = row;
  }
}
