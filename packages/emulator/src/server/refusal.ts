/** Thrown by handlers and by the kernel: an answer other than success, put in the platform's own words by its `envelope`. */
export class Refusal extends Error {
  readonly status: number;
  /** The platform's own word for it, e.g. `not_found`; by the status where absent. */
  readonly code: string | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    options: { code?: string; headers?: Readonly<Record<string, string>>; cause?: unknown } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'Refusal';
    this.status = status;
    this.code = options.code;
    this.headers = options.headers ?? {};
  }
}
