import { InputError } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';
import { BatchIterator } from '../rows/batch-iterator.ts';
import { checkedRows } from '../rows/checked-rows.ts';
import { isStandardSchema, type StandardSchema } from '../rows/standard-schema.ts';
import type { Row } from './row.ts';

/** Rows of a result. Nothing is fetched until it is iterated; each iteration fetches anew. */
export class RowStream<T = Row> implements AsyncIterable<T> {
  readonly #begin: () => AsyncGenerator<Iterable<T>, void, undefined>;

  /** @param begin gives the rows in batches, as they arrive. */
  constructor(begin: () => AsyncGenerator<Iterable<T>, void, undefined>) {
    this.#begin = begin;
  }

  [Symbol.asyncIterator](): AsyncIterator<T, void, undefined> {
    return new BatchIterator(this.#begin());
  }

  /**
   * The rows that have arrived, together: for millions of rows, where waiting for each by itself is much of the time. Each
   * batch is iterated once, and before the next is asked for; its rows are made on the way, and what is wrong with one is
   * thrown there. The same errors as from iterating the rows themselves.
   *
   * ```ts
   * for await (const batch of mode.results.rows({ report, run }).batches()) {
   *   for (const row of batch) console.log(row);
   * }
   * ```
   */
  batches(): AsyncGenerator<Iterable<T>, void, undefined> {
    return this.#begin();
  }

  /**
   * The same rows as a schema of any library that speaks Standard Schema makes of them: for the tables of a report, each of
   * which has columns of its own. From CSV it sees text.
   *
   * ```ts
   * for await (const { file, rows } of mode.results.reportTables({ report })) {
   *   if (file === 'flights.csv') console.log(await rows.as(Flight).toArray());
   * }
   * ```
   *
   * @throws InputError for what is no such schema. @throws RowError while iterating, at the first row that the schema does
   * not take.
   */
  as<U>(schema: StandardSchema<U>): RowStream<U> {
    if (!isStandardSchema(schema)) {
      throw new InputError(
        '`schema` does not speak Standard Schema: pass one of zod, valibot, arktype or alike.',
      );
    }
    return new RowStream(() => checkedRows(this.#begin(), schema));
  }

  /** Every row as an array, at most `limit` of them. @throws InputError for a limit that is not given by its name. */
  async toArray(options: { readonly limit?: number | undefined } = {}): Promise<T[]> {
    if (typeof options !== 'object')
      throw new InputError('Give the limit by name: `toArray({ limit: 10 })`.');
    const limit = ownCopy(options).limit ?? Number.POSITIVE_INFINITY;
    const rows: T[] = [];
    if (limit <= 0) return rows;
    for await (const row of this) {
      rows.push(row);
      if (rows.length >= limit) break;
    }
    return rows;
  }
}
