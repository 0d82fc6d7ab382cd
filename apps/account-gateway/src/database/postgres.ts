import pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Database, Sql } from './database.ts';

/** A PostgreSQL server (13 or newer), which any number of processes share. */
export function openPostgres(connectionString: string, report: (error: Error) => void): Database {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
  });
  // A restarted server ends idle connections; the pool makes new ones.
  pool.on('error', report);
  return {
    ...sqlOf(pool),
    async transaction(work) {
      const client = await pool.connect();
      // Where the connection is lost between two queries the next one fails; unheard, the event would end the process.
      client.on('error', report);
      try {
        await client.query('BEGIN');
        const result = await work(sqlOf(client));
        await client.query('COMMIT');
        client.off('error', report);
        client.release();
        return result;
      } catch (error) {
        // Whatever went wrong, the server undoes what a closed connection had begun.
        client.release(true);
        throw error;
      }
    },
    limiter: async ({ name, ...limit }) =>
      new RateLimiterPostgres({
        ...limit,
        keyPrefix: name,
        storeClient: pool,
        schemaName: 'account_gateway',
        tableName: 'attempt',
        tableCreated: true,
      }),
    close: () => pool.end(),
  };
}

function sqlOf(runner: Pick<pg.ClientBase, 'query'>): Sql {
  return {
    async query<R extends object>(text: string, values?: readonly unknown[]) {
      const { rows } = await runner.query(text, values && [...values]);
      return rows as R[];
    },
  };
}
