import { BimodalError } from '@bimodal/auth-core';
import { mark } from '@bimodal/auth-core/internal';

/** A row of a result is not what the schema that was passed asks for. */
export class RowError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.RowError');
  static {
    mark(this);
  }

  override readonly name = 'RowError' as const;

  /** Which row, counted from 1. */
  readonly row: number;
  /** What the schema said: where in the row, and in its own words. */
  readonly issues: readonly { readonly path: string; readonly message: string }[];

  constructor(row: number, issues: RowError['issues']) {
    const said = issues
      .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
      .join('; ');
    super(`Row ${row} is not what the schema asks for: ${said}`, { operation: 'results.rows' });
    this.row = row;
    this.issues = issues;
  }
}
