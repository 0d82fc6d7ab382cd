import type { Row } from './row-maker.ts';

/** Rows of a result. Nothing is fetched until it is iterated; each iteration fetches anew. */
export class RowStream<T = Row> implements AsyncIterable<T> {
  readonly #begin: () => AsyncGenerator<T, void, undefined>;

  constructor(begin: () => AsyncGenerator<T, void, undefined>) {
    this.#begin = begin;
  }

  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return this.#begin();
  }

  /** Every row as an array, at most `limit` of them. */
  async toArray(options: { readonly limit?: number | undefined } = {}): Promise<T[]> {
    const limit = options.limit ?? Number.POSITIVE_INFINITY;
    const rows: T[] = [];
    if (limit <= 0) return rows;
    for await (const row of this) {
      rows.push(row);
      if (rows.length >= limit) break;
    }
    return rows;
  }
}
