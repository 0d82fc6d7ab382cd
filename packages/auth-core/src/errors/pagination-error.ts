import { BimodalError, mark } from './bimodal-error.ts';

/** A list would never end: the server gave a cursor that it had given before, or a page that does not follow the one before. */
export class PaginationError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.PaginationError');
  static {
    mark(this);
  }

  override readonly name = 'PaginationError' as const;
}
