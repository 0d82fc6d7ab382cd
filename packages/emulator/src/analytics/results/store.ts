import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readCsv, readJson, readRows, saveResult, type Rows, type SavedResult } from '../../sql/index.ts';
import { gzip } from './gzip.ts';

/** The rows of query runs, one gzipped CSV each, in a folder. */
export class Results {
  readonly #folder: string;
  /** Whether CSVs are given with a byte order mark. */
  readonly #bom: boolean;

  constructor(folder: string, bom: boolean) {
    this.#folder = folder;
    this.#bom = bom;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // What a killed process was writing is in nobody's record.
    for (const name of readdirSync(folder)) if (name.endsWith('.partial')) rmSync(join(folder, name));
  }

  save(queryRun: string, rows: Rows): Promise<SavedResult> {
    return saveResult(rows, this.#path(queryRun));
  }

  /** Removes what was saved; nothing where there is nothing. Readers under way read on to the end. */
  remove(queryRun: string): Promise<void> {
    return rm(this.#path(queryRun), { force: true });
  }

  has(queryRun: string): boolean {
    return existsSync(this.#path(queryRun));
  }

  csv(queryRun: string): Readable {
    const open = (): Readable => readCsv(this.#path(queryRun));
    return this.#bom ? withMark(open) : open();
  }

  /** The CSV compressed: as it lies there, where that is what is given. */
  gzippedCsv(queryRun: string): Readable {
    return this.#bom ? gzip(this.csv(queryRun)) : createReadStream(this.#path(queryRun));
  }

  /** The rows as text, in pieces. */
  rows(queryRun: string): AsyncIterable<readonly (readonly (string | null)[])[]> {
    return readRows(this.#path(queryRun));
  }

  json(queryRun: string, { columns }: SavedResult): Readable {
    return readJson(this.#path(queryRun), columns);
  }

  #path(queryRun: string): string {
    return join(this.#folder, `${queryRun}.csv.gz`);
  }
}

/** The CSV behind a byte order mark, opened when it is read: nothing would close it where reading never begins. */
function withMark(open: () => Readable): Readable {
  async function* marked(): AsyncGenerator<Uint8Array, void> {
    yield Buffer.from([0xef, 0xbb, 0xbf]);
    yield* open();
  }
  return Readable.from(marked(), { objectMode: false });
}
