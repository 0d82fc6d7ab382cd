import { fromDuckDb } from './duckdb-error.ts';
import { listFolder } from './folder.ts';
import type { FolderListing } from './folder.ts';
import { interruptOnAbort } from './interrupt.ts';
import { prepareQuery } from './prepare-query.ts';
import type { QueryResult } from './query-result.ts';
import { columnsOf, rowsOf } from './rows.ts';
import { RunningQuery } from './running-query.ts';
import { openSession } from './session.ts';
import type { SessionLimits } from './session.ts';

export interface QueryRequest {
  readonly sql: string;
  /** Interrupts the query, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Rows after which the query is ended; all where absent. */
  readonly limit?: number | undefined;
}

const NO_FOLDER: FolderListing = { root: '', files: [], outside: [] };

/** Runs one query in a DuckDB of its own, in this process: see `child/` for why that is not the emulator's. */
export async function runQuery(
  { sql, signal, limit = Number.POSITIVE_INFINITY }: QueryRequest,
  folder: string | undefined,
  limits: SessionLimits,
): Promise<QueryResult> {
  const folders = folder === undefined ? [] : [folder];
  const session = await openSession(limits);
  const ending = new AbortController();
  const stopInterrupting = interruptOnAbort(session.connection, ending.signal);
  let running: QueryResult | undefined;
  const end = {
    interrupt: () => ending.abort(),
    close() {
      stopInterrupting();
      signal?.removeEventListener('abort', abort);
      session.close();
    },
  };
  const abort = (): void => {
    ending.abort();
    void running?.close();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    signal?.throwIfAborted();
    const listing = folder === undefined ? NO_FOLDER : await listFolder(folder);
    folders.push(listing.root);
    if (folder !== undefined) process.chdir(listing.root);
    const statement = await prepareQuery(session, sql, listing);
    signal?.throwIfAborted();
    const result = await statement.stream();
    signal?.throwIfAborted();
    const rows = withErrors(rowsOf(result, statement, limit, ending.signal), folders);
    running = new RunningQuery(columnsOf(result), rows, end, signal);
    return running;
  } catch (error) {
    end.close();
    signal?.throwIfAborted();
    throw fromDuckDb(error, folders);
  }
}

async function* withErrors<T>(rows: AsyncIterable<T>, folders: readonly string[]): AsyncGenerator<T, void> {
  try {
    yield* rows;
  } catch (error) {
    throw fromDuckDb(error, folders);
  }
}
