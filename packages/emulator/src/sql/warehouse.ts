import { statSync } from 'node:fs';
import { listFolder } from './folder.ts';
import { stemOf } from './data-file.ts';
import type { QueryResult } from './query-result.ts';
import type { QueryRequest } from './run-query.ts';
import { Slots } from './slots.ts';

export interface WarehouseOptions {
  /** Folder of data files (csv, tsv, parquet, json, ndjson); without one, queries have no tables. */
  readonly files: string | undefined;
  /** Memory of one query in DuckDB's words; 1GB where absent. */
  readonly memoryLimit?: string | undefined;
  /** Threads of one query; 2 where absent. */
  readonly threads?: number | undefined;
  /** Queries that run at once; the others wait. 2 where absent: each occupies one of Node's four I/O threads. */
  readonly concurrency?: number | undefined;
}

/** Runs SELECT statements over a folder of files, which it can read and nothing else. */
export interface Warehouse {
  /**
   * Runs one SELECT statement. Resolves when the first rows are there; the result must be read to its end or closed, for it
   * holds a DuckDB and one of the places.
   *
   * @throws SqlError; the signal's reason where it aborts
   */
  run(request: QueryRequest): Promise<QueryResult>;
  /** The tables that the folder has now, by stem, in order. */
  tables(): Promise<readonly string[]>;
}

/** Opens a folder as a warehouse. Throws where `files` is no folder. */
export function openWarehouse({
  files,
  memoryLimit = '1GB',
  threads = 2,
  concurrency = 2,
}: WarehouseOptions): Warehouse {
  if (files !== undefined && !statSync(files).isDirectory()) throw new Error(`${files} is not a folder.`);
  const slots = new Slots(concurrency);
  return {
    async run(request) {
      const release = await slots.acquire(request.signal);
      try {
        // DuckDB is a large library that an emulator without queries never needs.
        const { runQuery } = await import('./run-query.ts');
        return await runQuery(request, files, { memoryLimit, threads }, release);
      } catch (error) {
        release();
        throw error;
      }
    },
    async tables() {
      if (files === undefined) return [];
      const folder = await listFolder(files);
      return folder.files.map(({ path }) => stemOf(path)).toSorted();
    },
  };
}
