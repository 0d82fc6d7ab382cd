import { mark } from './bimodal-error.ts';
import { StatusError } from './status-error.ts';

/** 404: no such thing, or none that this credential may see. */
export class NotFoundError extends StatusError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.NotFoundError');
  static {
    mark(this);
  }

  override readonly name = 'NotFoundError' as const;
}
