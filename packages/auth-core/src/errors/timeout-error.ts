import { BimodalError, mark, type CallFacts } from './bimodal-error.ts';

/** The deadline passed before the call was done. */
export class TimeoutError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.TimeoutError');
  static {
    mark(this);
  }

  /** Milliseconds that the call had. */
  readonly timeout: number;

  constructor(message: string, facts: CallFacts & { readonly timeout: number }) {
    super(message, facts);
    this.timeout = facts.timeout;
  }
}
