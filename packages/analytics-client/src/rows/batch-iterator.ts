/**
 * Gives the items of batches one by one. Written out because a generator around a generator costs several promises for
 * each item, which for millions of rows is most of the time and of the garbage.
 */
export class BatchIterator<T> implements AsyncIterator<T, void, undefined> {
  readonly #batches: AsyncGenerator<Iterable<T>, void, undefined>;
  #batch: Iterator<T> = [].values();
  /** The last call that had to wait: those after it wait for it, so that items keep their order. */
  #waiting: Promise<IteratorResult<T, void>> | undefined;

  constructor(batches: AsyncGenerator<Iterable<T>, void, undefined>) {
    this.#batches = batches;
  }

  next(): Promise<IteratorResult<T, void>> {
    const before = this.#waiting;
    if (before === undefined) {
      try {
        const result = this.#batch.next();
        if (!result.done) return Promise.resolve(result);
      } catch (error) {
        return this.#wait(this.#fail(error));
      }
    }
    return this.#wait(before === undefined ? this.#advance() : before.then(() => this.#advance()));
  }

  async return(): Promise<IteratorResult<T, void>> {
    this.#batch = [].values();
    await this.#batches.return();
    return { done: true, value: undefined };
  }

  #wait(result: Promise<IteratorResult<T, void>>): Promise<IteratorResult<T, void>> {
    const waiting = result.finally(() => {
      if (this.#waiting === waiting) this.#waiting = undefined;
    });
    this.#waiting = waiting;
    return waiting;
  }

  async #advance(): Promise<IteratorResult<T, void>> {
    for (;;) {
      try {
        const result = this.#batch.next();
        if (!result.done) return result;
      } catch (error) {
        return this.#fail(error);
      }
      const { done, value } = await this.#batches.next();
      if (done) return { done: true, value: undefined };
      this.#batch = value[Symbol.iterator]();
    }
  }

  /** Whoever iterates does not call `return()` after an error: what the batches come from is let go here. */
  async #fail(error: unknown): Promise<never> {
    await this.return();
    throw error;
  }
}
