/** What has to be undone, in the reverse of its order. (`AsyncDisposableStack` came after the oldest Node that we run on.) */
export class Closers {
  readonly #stack: (() => void | Promise<void>)[] = [];

  defer(closer: () => void | Promise<void>): void {
    this.#stack.push(closer);
  }

  /** Runs all of them, each once, whatever becomes of the others. @throws the first error, afterwards. */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (let closer = this.#stack.pop(); closer; closer = this.#stack.pop()) {
      try {
        await closer();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
