/**
 * What is given to a transport. It inherits from nothing, so that no field that undici looks for, such as `upgrade`
 * or `query`, is ever found on a polluted `Object.prototype`.
 */
export class OutgoingRequest {
  static {
    Object.setPrototypeOf(this.prototype, null);
  }

  readonly origin: string;
  readonly path: string;
  readonly method: string;
  readonly headers: string[];
  readonly body: string | Uint8Array | null;
  readonly idempotent: boolean;
  readonly blocking: boolean = false;
  /** The call's own deadline covers both. */
  readonly headersTimeout: number = 0;
  readonly bodyTimeout: number = 0;

  constructor(request: {
    readonly origin: string;
    readonly path: string;
    readonly method: string;
    readonly headers: string[];
    readonly body: string | Uint8Array | null | undefined;
    readonly idempotent: boolean;
  }) {
    this.origin = request.origin;
    this.path = request.path;
    this.method = request.method;
    this.headers = request.headers;
    this.body = request.body ?? null;
    this.idempotent = request.idempotent;
  }
}
