import { mark } from './bimodal-error.ts';
import { StatusError } from './status-error.ts';

/** 409: the request conflicts with the present state. */
export class ConflictError extends StatusError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.ConflictError');
  static {
    mark(this);
  }

  override readonly name = 'ConflictError' as const;
}
