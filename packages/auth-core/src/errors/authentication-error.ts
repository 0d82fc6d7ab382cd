import { mark } from './bimodal-error.ts';
import { StatusError } from './status-error.ts';

/** 401: the platform does not accept the credential. */
export class AuthenticationError extends StatusError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.AuthenticationError');
  static {
    mark(this);
  }

  override readonly name = 'AuthenticationError' as const;
}
