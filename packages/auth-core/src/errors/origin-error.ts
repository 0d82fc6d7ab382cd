import { BimodalError, mark } from './bimodal-error.ts';

/** A credential or a request would have gone to an origin that it does not belong to. Nothing was sent. */
export class OriginError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.OriginError');
  static {
    mark(this);
  }

  override readonly name = 'OriginError' as const;
}
