/** Bytes that Deflate did not make, or not all of them. Never leaves this folder. */
export class InflateFailure extends Error {
  readonly truncated: boolean;

  constructor(truncated: boolean, cause: unknown) {
    super('inflate', { cause });
    this.truncated = truncated;
  }
}
