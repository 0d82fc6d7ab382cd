/**
 * A body as it arrives. It can be read once. It never ends early: a body that is cut off, stalls or is not what it says
 * throws a `BodyError` from the iteration.
 */
export interface ByteStream extends AsyncIterable<Uint8Array> {
  /** Media type, in lower case, without parameters: `text/csv`, `application/zip`. */
  readonly contentType: string;
  /** The file name that the server proposes, without any folder. */
  readonly filename: string | undefined;
  /** Bytes of the decoded body, where the server said so and did not compress it. */
  readonly length: number | undefined;
  /** The whole as text. Mind the size: streams have no cap. */
  text(): Promise<string>;
  /** Stops reading and frees the connection. */
  cancel(): Promise<void>;
}
