import type { Column, Row } from './column.ts';

/** What a query answers. Its DuckDB lives until the last row is read, reading stops, or `close()`. */
export interface QueryResult extends AsyncDisposable {
  readonly columns: readonly Column[];
  /** The rows as they come, to be read once. Throws `SqlError` where the query fails on the way. */
  readonly chunks: AsyncIterable<readonly Row[]>;
  /** Ends the query where it stands. */
  close(): Promise<void>;
}
