import { keep } from '#zip';
import { InputError, type ByteStream } from '@bimodal/auth-core';
import { readRows } from '../csv/read-rows.ts';
import { RowStream } from '../csv/row-stream.ts';
import { CsvError } from '../errors/csv-error.ts';
import { entryBytes } from './entry-bytes.ts';
import { zipEntries } from './zip-entries.ts';

/** One table of the answer for a whole report. */
export interface ReportTable {
  /** What the platform calls its file, made from the title of the query or of the report. For people: it is no path. */
  readonly file: string | undefined;
  /** Its rows. To be read before the next table is asked for; from a CSV, once. */
  readonly rows: RowStream;
}

/** The tables of an answer that is a CSV, which is one, or a zip of them, which is kept meanwhile: in a temporary file where there are files. */
export async function* reportTables(bytes: ByteStream): AsyncGenerator<ReportTable, void, undefined> {
  if (bytes.contentType === 'application/zip') yield* zipped(bytes);
  else if (bytes.contentType === 'text/csv') yield* single(bytes);
  else {
    await bytes.cancel();
    throw new CsvError(
      `The result is ${bytes.contentType || 'of no stated type'}, neither text/csv nor application/zip.`,
      0,
    );
  }
}

async function* single(bytes: ByteStream): AsyncGenerator<ReportTable, void, undefined> {
  try {
    yield { file: bytes.filename, rows: new RowStream(() => readRows(bytes)) };
  } finally {
    await bytes.cancel();
  }
}

async function* zipped(bytes: ByteStream): AsyncGenerator<ReportTable, void, undefined> {
  await using kept = await keep(bytes);
  for (const entry of await zipEntries(kept)) {
    let passed = false;
    const rows = new RowStream(() => {
      if (passed) {
        throw new InputError('results.reportTables: read the rows of a table before you ask for the next.', {
          operation: 'results.reportTables',
        });
      }
      return readRows(entryBytes(kept, entry));
    });
    try {
      yield { file: entry.name, rows };
    } finally {
      passed = true;
    }
  }
}
