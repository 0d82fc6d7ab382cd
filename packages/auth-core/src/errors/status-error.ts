import { BimodalError, mark, type CallFacts } from './bimodal-error.ts';

/** The platform answered with a status that is not a success, whatever the body looked like. */
export class StatusError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.StatusError');
  static {
    mark(this);
  }

  readonly status: number;
  /** The platform's own word for the failure, e.g. `not_found` or `DEVICE_OFFLINE`; '' where it gave none. */
  readonly code: string;

  constructor(message: string, facts: CallFacts & { readonly status: number }) {
    super(message, facts);
    this.status = facts.status;
    this.code = facts.code ?? '';
  }
}
