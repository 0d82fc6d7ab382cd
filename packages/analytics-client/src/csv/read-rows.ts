import { CsvError } from '../errors/csv-error.ts';
import { CsvScanner } from './csv-scanner.ts';
import { RowMaker, type Row } from './row-maker.ts';
import { Utf8Decoder } from './utf8-decoder.ts';

/**
 * Bytes that are read at once. Few, because all rows of a piece exist together: the more of them outlive a collection, the
 * larger the engine lets its heap grow. And a value of 13 characters or more keeps the text of its whole piece alive.
 */
const pieceSize = 2 * 1024;

/**
 * The rows of a CSV file as its bytes arrive, some of them together: UTF-8, with or without a byte order mark. Memory stays
 * bounded by the largest chunk and the largest row.
 *
 * @throws CsvError if the bytes are not UTF-8, a quote is out of place, or a row does not fit the header.
 */
export async function* readRows(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly Row[], void, undefined> {
  const decoder = new Utf8Decoder();
  const scanner = new CsvScanner();
  const rows = new RowMaker();
  let count = 0;

  function utf8<T>(read: () => T): T {
    try {
      return read();
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

  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += pieceSize) {
      const piece = chunk.subarray(at, at + pieceSize);
      yield* rowsOf(scanner.push(utf8(() => decoder.decode(piece))));
    }
  }
  utf8(() => decoder.end());
  yield* rowsOf(scanner.end());
}
