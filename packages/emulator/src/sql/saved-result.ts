import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Column } from './column.ts';
import { scanCsv } from './csv-scanner.ts';
import type { Rows } from './result-text.ts';
import { csvText, jsonText } from './result-text.ts';
import { SqlError } from './sql-error.ts';

/** What must be remembered beside the file to serve it: the rest is in the CSV. */
export interface SavedResult {
  readonly columns: readonly Column[];
  /** Rows without the header. */
  readonly rows: number;
  /** Bytes of the CSV, before compression. */
  readonly bytes: number;
}

/** A run's `max_result_bytes`. Source: query run field (observed). */
export const MAX_RESULT_BYTES = 5_000_000_000;

/**
 * Writes a result to `path` as gzipped CSV while it arrives, in memory that does not grow with it. The file appears whole or
 * not at all.
 *
 * @throws SqlError `ResourceFailure` where the CSV passes `maxBytes` (5 GB); what the run throws
 */
export async function saveResult(
  result: Rows,
  path: string,
  { maxBytes = MAX_RESULT_BYTES }: { readonly maxBytes?: number } = {},
): Promise<SavedResult> {
  const partial = `${path}.partial`;
  let rows = 0;
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    const chunks = countRows(result.chunks, (count) => (rows += count));
    for await (const text of csvText({ columns: result.columns, chunks })) {
      const piece = Buffer.from(text);
      bytes += piece.length;
      if (bytes > maxBytes) {
        throw new SqlError('ResourceFailure', `The result is larger than ${maxBytes} bytes.`);
      }
      yield piece;
    }
  }
  try {
    await pipeline(counted, createGzip({ level: 1 }), createWriteStream(partial));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { columns: result.columns, rows, bytes };
}

async function* countRows<T>(chunks: AsyncIterable<readonly T[]>, add: (count: number) => void) {
  for await (const chunk of chunks) {
    add(chunk.length);
    yield chunk;
  }
}

/** The CSV of a saved result. Destroying the stream closes the file. */
export function readCsv(path: string): Readable {
  const file = createReadStream(path);
  const text = createGunzip();
  file.on('error', (error) => text.destroy(error));
  text.on('close', () => file.destroy());
  return file.pipe(text);
}

/** The rows of a saved result as they come, without the header. */
export function readRows(path: string): AsyncIterable<readonly (readonly (string | null)[])[]> {
  return withoutHeader(scanCsv(readCsv(path).setEncoding('utf8')));
}

/** A saved result as a JSON array of row objects. */
export function readJson(path: string, columns: readonly Column[]): Readable {
  async function* text(): AsyncGenerator<string> {
    const csv = readCsv(path).setEncoding('utf8');
    yield* jsonText({ columns, chunks: withoutHeader(scanCsv(csv)) });
  }
  return Readable.from(text(), { objectMode: false });
}

async function* withoutHeader<T>(chunks: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
  let first = true;
  for await (const rows of chunks) {
    yield first ? rows.slice(1) : rows;
    first = false;
  }
}
