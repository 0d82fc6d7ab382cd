/** A request that cannot be answered as asked; the message is for whoever sent it. */
export class RequestError extends Error {
  readonly status: number;
  /** In a word, for programs. */
  readonly code: string;
  /** The field that is meant. */
  readonly field: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    field?: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
    this.code = code;
    this.field = field;
    this.headers = headers;
  }
}
