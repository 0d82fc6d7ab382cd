import { BimodalError, mark } from './bimodal-error.ts';

/** There is no credential, or its source is there but broken. The message says what was looked for. Nothing was sent. */
export class CredentialError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.CredentialError');
  static {
    mark(this);
  }

  override readonly name = 'CredentialError' as const;
}
