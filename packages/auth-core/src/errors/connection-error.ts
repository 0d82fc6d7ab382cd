import { ownCopy } from '../values/own-copy.ts';
import { BimodalError, mark, type CallFacts } from './bimodal-error.ts';

/** The connection could not be made, or broke before the answer began. */
export class ConnectionError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.ConnectionError');
  static {
    mark(this);
  }

  override readonly name = 'ConnectionError' as const;

  /** The system's or the transport's word: `ECONNREFUSED`, `UND_ERR_SOCKET`. */
  readonly code: string;
  /** False: the request never left. True: it may have been processed. */
  readonly sent: boolean;
  /** The connection had completed an answer before and gave nothing of this one: most likely it was given up as idle. */
  readonly reused: boolean;

  constructor(message: string, given: CallFacts & { readonly sent: boolean; readonly reused?: boolean }) {
    super(message, given);
    const facts = ownCopy(given);
    this.code = facts.code ?? '';
    this.sent = facts.sent;
    this.reused = facts.reused ?? false;
  }
}
