import { BimodalError, mark, type CallFacts } from './bimodal-error.ts';

export type BodyFault = 'truncated' | 'stalled' | 'too large' | 'not JSON' | 'unframed' | 'encoding';

/** The body of a successful answer cannot be trusted: it ended early, stalled, is too large, or is not what it says. */
export class BodyError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.BodyError');
  static {
    mark(this);
  }

  override readonly name = 'BodyError' as const;

  readonly fault: BodyFault;

  constructor(message: string, facts: CallFacts & { readonly fault: BodyFault }) {
    super(message, facts);
    this.fault = facts.fault;
  }
}
