/** An answer with what came around it. */
export interface Answer<T> {
  readonly data: T;
  /** The HTTP status, always a 2xx. */
  readonly status: number;
  /** Response headers, names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The server's own id of this request, where it sent one. */
  readonly requestId: string | undefined;
}
