import { BimodalError, mark, type CallFacts } from './bimodal-error.ts';

/** The credential is of a kind that this operation does not take. Nothing was sent. */
export class CallerError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.CallerError');
  static {
    mark(this);
  }

  override readonly name = 'CallerError' as const;

  /** The kind of the credential in hand. */
  readonly kind: string;
  /** The kinds that the operation takes. */
  readonly takes: readonly string[];

  constructor(
    message: string,
    facts: CallFacts & { readonly kind: string; readonly takes: readonly string[] },
  ) {
    super(message, facts);
    this.kind = facts.kind;
    this.takes = facts.takes;
  }
}
