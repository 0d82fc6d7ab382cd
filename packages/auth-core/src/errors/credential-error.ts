import { withoutTokens } from '../redaction/without-tokens.ts';
import { BimodalError, mark, type CallFacts } from './bimodal-error.ts';
import { plainCause } from './plain-cause.ts';

/**
 * There is no credential, or its source is there but broken. The message says what was looked for. Nothing was sent. Where a
 * provider failed, the `cause` tells in its words why, without what may be a key: it is a copy, see `CallFacts.cause`.
 */
export class CredentialError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.CredentialError');
  static {
    mark(this);
  }

  override readonly name = 'CredentialError' as const;

  constructor(message: string, facts: CallFacts = {}) {
    super(message, { ...facts, cause: plainCause(facts.cause, withoutTokens) });
  }
}
