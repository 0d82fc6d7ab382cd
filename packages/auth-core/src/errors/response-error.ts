import { BimodalError, mark } from './bimodal-error.ts';

/** The answer is not what the contract says. Thrown with `validate: 'strict'`, and where nothing can be done without what is missing. */
export class ResponseError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.ResponseError');
  static {
    mark(this);
  }

  override readonly name = 'ResponseError' as const;
}
