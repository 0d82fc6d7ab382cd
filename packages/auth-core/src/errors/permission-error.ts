import { mark } from './bimodal-error.ts';
import { StatusError } from './status-error.ts';

/** 403: the credential is good, and may not do this. */
export class PermissionError extends StatusError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.PermissionError');
  static {
    mark(this);
  }

  override readonly name = 'PermissionError' as const;
}
