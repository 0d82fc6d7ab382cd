import { mark } from './bimodal-error.ts';
import { StatusError } from './status-error.ts';

/** 5xx: the platform failed. */
export class ServerError extends StatusError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.ServerError');
  static {
    mark(this);
  }

  override readonly name = 'ServerError' as const;
}
