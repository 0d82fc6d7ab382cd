import { BatchIterator } from '../rows/batch-iterator.ts';
import type { Row } from './row-maker.ts';

/** Rows of a result. Nothing is fetched until it is iterated; each iteration fetches anew. */
export class RowStream<T = Row> implements AsyncIterable<T> {
  readonly #begin: () => AsyncGenerator<readonly T[], void, undefined>;

  /** @param begin gives the rows in batches, as they arrive. */
  constructor(begin: () => AsyncGenerator<readonly T[], void, undefined>) {
    this.#begin = begin;
  }

  [Symbol.asyncIterator](): AsyncIterator<T, void, undefined> {
    return new BatchIterator(this.#begin());
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
