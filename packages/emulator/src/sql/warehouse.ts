import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { beginWork, type Work } from './child/work.ts';
import type { Row } from './column.ts';
import { listFolder } from './folder.ts';
import { stemOf } from './data-file.ts';
import type { QueryResult } from './query-result.ts';
import type { QueryRequest } from './run-query.ts';
import { RunningQuery } from './running-query.ts';
import { Slots } from './slots.ts';

export interface WarehouseOptions {
  /** Folder of data files (csv, tsv, parquet, json, ndjson); without one, queries have no tables. */
  readonly files: string | undefined;
  /** Bytes that DuckDB may take for one query; 1 GB where absent. */
  readonly memory?: number | undefined;
  /** Threads of one query; 2 where absent. */
  readonly threads?: number | undefined;
  /** Queries that run at once, each in a process of its own; the others wait. 2 where absent. */
  readonly concurrency?: number | undefined;
  /** Milliseconds that one query may take; 10 minutes where absent. */
  readonly time?: number | undefined;
}

/** Runs SELECT statements over a folder of files, which it can read and nothing else. */
export interface Warehouse {
  /**
   * Runs one SELECT statement. Resolves when the columns are known; the result must be read to its end or closed, for it
   * holds a DuckDB and one of the places.
   *
   * @throws SqlError; the signal's reason where it aborts
   */
  run(request: QueryRequest): Promise<QueryResult>;
  /** The tables that the folder has now, by stem, in order. */
  tables(): Promise<readonly string[]>;
}

/** Bytes of a child beside what its DuckDB counts: Node, code, rows on their way. */
const BESIDE = 600_000_000;

/** Opens a folder as a warehouse. Throws where `files` is no folder. */
export function openWarehouse({
  files,
  memory = 1_000_000_000,
  threads = 2,
  concurrency = 2,
  time = 600_000,
}: WarehouseOptions): Warehouse {
  if (files !== undefined && !statSync(files).isDirectory()) throw new Error(`${files} is not a folder.`);
  const folder = files === undefined ? undefined : resolve(files);
  const slots = new Slots(concurrency);
  const bounds = { time, rss: memory + BESIDE, what: 'The query', code: 'ResourceFailure' } as const;
  return {
    async run({ sql, signal, limit }) {
      const task = { do: 'query', sql, limit, folder, memory, threads } as const;
      return await running(await beginWork(task, bounds, slots, signal), signal);
    },
    async tables() {
      if (folder === undefined) return [];
      const { files: found } = await listFolder(folder);
      return found.map(({ path }) => stemOf(path)).toSorted();
    },
  };
}

/** The query that a child runs. */
async function running(work: Work, signal: AbortSignal | undefined): Promise<QueryResult> {
  let query: QueryResult | undefined;
  const abort = (): void => {
    void work.end();
    void query?.close();
  };
  const close = (): Promise<void> => {
    signal?.removeEventListener('abort', abort);
    return work.end();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const answer = await work.next();
    signal?.throwIfAborted();
    if (answer === undefined || !('columns' in answer))
      throw new Error('The child did not tell the columns.');
    query = new RunningQuery(answer.columns, rowsOf(work), { interrupt: abort, close }, signal);
    return query;
  } catch (error) {
    await close();
    signal?.throwIfAborted();
    throw error;
  }
}

async function* rowsOf(work: Work): AsyncGenerator<readonly Row[], void> {
  for (let answer = await work.next(); answer !== undefined; answer = await work.next()) {
    if ('rows' in answer) yield answer.rows;
  }
}
