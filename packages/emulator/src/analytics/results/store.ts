import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { readCsv, readJson, readRows, saveResult, type Rows, type SavedResult } from '../../sql/index.ts';

/** The rows of query runs, one gzipped CSV each, in a folder. */
export class Results {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
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
    return readCsv(this.#path(queryRun));
  }

  /** The CSV as it lies there, compressed. */
  gzippedCsv(queryRun: string): Readable {
    return createReadStream(this.#path(queryRun));
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
