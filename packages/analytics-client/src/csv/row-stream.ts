import type { ByteStream } from '@bimodal/auth-core';
import { CsvError } from '../errors/csv-error.ts';
import { readRows } from './read-rows.ts';
import type { Row } from './row-maker.ts';

/** Rows of a result. Nothing is fetched until it is iterated; each iteration fetches anew. */
export class RowStream implements AsyncIterable<Row> {
  readonly #open: () => PromiseLike<ByteStream>;

  constructor(open: () => PromiseLike<ByteStream>) {
    this.#open = open;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Row, void, undefined> {
    const bytes = await this.#open();
    if (bytes.contentType !== 'text/csv') {
      await bytes.cancel();
      throw new CsvError(`The result is ${bytes.contentType || 'of no stated type'}, not text/csv.`, 0);
    }
    yield* readRows(bytes);
  }

  /** Every row as an array, at most `limit` of them. */
  async toArray(options: { readonly limit?: number | undefined } = {}): Promise<Row[]> {
    const limit = options.limit ?? Number.POSITIVE_INFINITY;
    const rows: Row[] = [];
    if (limit <= 0) return rows;
    for await (const row of this) {
      rows.push(row);
      if (rows.length >= limit) break;
    }
    return rows;
  }
}
