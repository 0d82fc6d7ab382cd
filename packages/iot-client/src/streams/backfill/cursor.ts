import type { BackfilledPoint, BackfillSource, NotFilled } from './backfill.ts';

/** One source as it is read: its next point, until there is none. */
export class Cursor {
  readonly #source: BackfillSource;
  readonly #points: AsyncGenerator<BackfilledPoint, void, undefined>;
  readonly #begin: Date;
  /** Undefined before the first and behind the last. */
  next: BackfilledPoint | undefined;
  /** Why it was not read to its end. */
  notFilled: NotFilled | undefined;

  /** @param begin from when on it is read. */
  constructor(source: BackfillSource, begin: Date, points: AsyncGenerator<BackfilledPoint, void, undefined>) {
    this.#source = source;
    this.#begin = begin;
    this.#points = points;
  }

  /** When the next point was. */
  get time(): number {
    return this.next === undefined ? Number.POSITIVE_INFINITY : Date.parse(this.next.timestamp);
  }

  /** Reads the next point; a failure ends it. */
  async advance(): Promise<void> {
    const before = this.next;
    try {
      const result = await this.#points.next();
      this.next = result.done === true ? undefined : result.value;
    } catch (error) {
      this.next = undefined;
      const from = before === undefined ? this.#begin : new Date(before.timestamp);
      this.notFilled = { source: this.#source, from, reason: 'failed', error };
    }
  }

  /** Gives up what was not read. */
  async stop(reason: 'limit' | 'closed'): Promise<void> {
    if (this.next !== undefined) {
      this.notFilled = { source: this.#source, from: new Date(this.next.timestamp), reason };
    }
    await this.#points.return();
  }
}
