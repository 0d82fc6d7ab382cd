import type { DuckDBConnection } from '@duckdb/node-api';
import { Slots } from '../../sql/slots.ts';
import { aggregation, type Question } from './aggregation-sql.ts';

export type Cell = string | number | null;

/**
 * Draws points together in DuckDB, which keeps none: they come from the state with each question, so that there is nothing
 * to bring up to date. DuckDB is a large library, opened at the first question.
 */
export class Aggregator {
  /** One at a time: each occupies one of Node's four I/O threads. */
  readonly #turns = new Slots(1);
  #opened: Promise<DuckDBConnection> | undefined;
  #isClosed = false;

  /**
   * A row for each interval that has points: when it began, then one number for each name, null where there is none.
   *
   * @param pieces JSON arrays of `["<time>", {"<name>": <number>}]`
   */
  async aggregate(pieces: readonly string[], question: Question): Promise<Cell[][]> {
    if (pieces.length === 0) return [];
    const release = await this.#turns.acquire();
    try {
      if (this.#isClosed) throw new Error('The emulator is closed.');
      const connection = await (this.#opened ??= open());
      const result = await connection.runAndReadAll(aggregation(question, pieces.length), [...pieces]);
      return result
        .getRowsJS()
        .map(([begin, ...cells]) => [
          new Date(Number(begin)).toISOString(),
          ...cells.map((cell) => (cell === null ? null : Number(cell))),
        ]);
    } finally {
      release();
    }
  }

  /** Ends after the question that is being answered; those that wait are refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const release = await this.#turns.acquire();
    const connection = await this.#opened?.catch(() => undefined);
    connection?.disconnectSync();
    release();
  }
}

async function open(): Promise<DuckDBConnection> {
  const { openInstance } = await import('../../sql/session.ts');
  const instance = await openInstance({ memoryLimit: '512MB', threads: 1 });
  const connection = await instance.connect();
  // The connection keeps it.
  instance.closeSync();
  // Intervals must not depend on where the emulator runs.
  await connection.run("SET TimeZone = 'UTC'");
  return connection;
}
