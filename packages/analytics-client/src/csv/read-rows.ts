import { CsvReader } from './csv-reader.ts';
import type { Row } from './row.ts';

/**
 * The rows of a CSV file as its bytes arrive, some of them together: UTF-8, with or without a byte order mark. Memory stays
 * bounded by the largest chunk and the largest row, which may have 32 MiB. Rows that were not taken when more are asked for come with those.
 *
 * @throws CsvError if the bytes are not UTF-8, a quote is out of place, a row does not fit the header, or has more than
 * 32 MiB.
 */
export async function* readRows(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Iterable<Row>, void, undefined> {
  const reader = new CsvReader();
  for await (const chunk of bytes) {
    reader.push(chunk);
    yield reader;
  }
  reader.end();
  yield reader;
}
