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

/** Runs one query in a DuckDB of its own. `ended` is called once, when that DuckDB is closed. */
export async function runQuery(
  { sql, signal, limit = Number.POSITIVE_INFINITY }: QueryRequest,
  folder: string | undefined,
  limits: SessionLimits,
  ended: () => void,
): Promise<QueryResult> {
  const folders = folder === undefined ? [] : [folder];
  const session = await openSession(limits);
  const stopInterrupting = interruptOnAbort(session.connection, signal);
  const close = (): void => {
    stopInterrupting();
    signal?.removeEventListener('abort', closeResult);
    session.close();
    ended();
  };
  let running: QueryResult | undefined;
  const closeResult = (): void => void running?.close();
  try {
    const listing = folder === undefined ? NO_FOLDER : await listFolder(folder);
    folders.push(listing.root);
    const statement = await prepareQuery(session, sql, listing);
    signal?.throwIfAborted();
    const result = await statement.stream();
    signal?.throwIfAborted();
    const rows = withErrors(rowsOf(result, statement, limit), folders);
    running = new RunningQuery({ ...session, close }, columnsOf(result), rows, signal);
    signal?.addEventListener('abort', closeResult, { once: true });
    return running;
  } catch (error) {
    close();
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
