/** A stream, as far as closing it goes. */
interface Closable {
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** The streams that a client, and those made from it, have open: closing the client closes them. */
export class OpenStreams {
  readonly #streams = new Set<Closable>();
  #isClosed = false;

  add<T extends Closable>(stream: T): T {
    // A client that is closed has no connections to give.
    if (this.#isClosed) void stream.close();
    this.#streams.add(stream);
    void stream.ended.then(() => this.#streams.delete(stream));
    return stream;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#streams].map((stream) => stream.close()));
  }
}
