import { CsvError } from '../errors/csv-error.ts';
import { CsvScanner } from './csv-scanner.ts';
import { RowMaker, type Row } from './row-maker.ts';

/**
 * The rows of a CSV file as its bytes arrive, those of a chunk together: UTF-8, with or without a byte order mark. Memory stays bounded by the
 * largest chunk and the largest row.
 *
 * @throws CsvError if the bytes are not UTF-8, a quote is out of place, or a row does not fit the header.
 */
export async function* readRows(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly Row[], void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const scanner = new CsvScanner();
  const rows = new RowMaker();
  let count = 0;

  function decode(chunk?: Uint8Array): string {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new CsvError(`The result is not UTF-8 text, at or after row ${count}.`, count);
    }
  }

  /** What came before a row that is wrong is given first: then the error. */
  function* rowsOf(records: readonly string[][]): Generator<readonly Row[], void, undefined> {
    const batch: Row[] = [];
    try {
      for (const record of records) {
        const row = rows.read(record);
        if (row === undefined) continue;
        count += 1;
        batch.push(row);
      }
    } catch (error) {
      if (batch.length > 0) yield batch;
      throw error;
    }
    if (batch.length > 0) yield batch;
  }

  for await (const chunk of bytes) yield* rowsOf(scanner.push(decode(chunk)));
  yield* rowsOf(scanner.push(decode()));
  yield* rowsOf(scanner.end());
}
