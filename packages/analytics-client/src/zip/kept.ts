/** The bytes of an archive, kept while it is read. */
export interface Kept extends AsyncDisposable {
  readonly size: number;
  /** Bytes from one place on: fewer where it ends before. */
  read(from: number, length: number): Promise<Uint8Array>;
}
