import { BimodalError, mark } from './bimodal-error.ts';

/** What was asked cannot be sent: a field is missing, unknown or of the wrong type. Nothing was sent. */
export class InputError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.InputError');
  static {
    mark(this);
  }

  override readonly name = 'InputError' as const;
}
