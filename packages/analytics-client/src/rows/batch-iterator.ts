/**
 * Gives the items of batches one by one. Written out because a generator around a generator costs several promises for
 * each item, which for millions of rows is most of the time and of the garbage.
 */
export class BatchIterator<T> implements AsyncIterator<T, void, undefined> {
  readonly #batches: AsyncGenerator<readonly T[], void, undefined>;
  #batch: readonly T[] = [];
  #at = 0;
  /** The last call that had to wait: those after it wait for it, so that items keep their order. */
  #waiting: Promise<IteratorResult<T, void>> | undefined;

  constructor(batches: AsyncGenerator<readonly T[], void, undefined>) {
    this.#batches = batches;
  }

  next(): Promise<IteratorResult<T, void>> {
    if (this.#waiting === undefined && this.#at < this.#batch.length) return Promise.resolve(this.#take());
    const before = this.#waiting;
    const waiting = (before === undefined ? this.#advance() : before.then(() => this.#advance())).finally(
      () => {
        if (this.#waiting === waiting) this.#waiting = undefined;
      },
    );
    this.#waiting = waiting;
    return waiting;
  }

  async return(): Promise<IteratorResult<T, void>> {
    this.#batch = [];
    this.#at = 0;
    await this.#batches.return();
    return { done: true, value: undefined };
  }

  async #advance(): Promise<IteratorResult<T, void>> {
    while (this.#at >= this.#batch.length) {
      const { done, value } = await this.#batches.next();
      if (done) return { done: true, value: undefined };
      this.#batch = value;
      this.#at = 0;
    }
    return this.#take();
  }

  #take(): IteratorResult<T, void> {
    // There is one: both callers have looked.
    const value = this.#batch[this.#at] as T;
    this.#at += 1;
    return { done: false, value };
  }
}
