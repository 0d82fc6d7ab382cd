import type { QueryResult } from '../query-result.ts';
import type { QueryRequest } from '../run-query.ts';
import { Slots } from '../slots.ts';
import type { Warehouse } from '../warehouse.ts';

/** Queries that run at once; the others wait. */
const concurrency = 4;

/**
 * A PostgreSQL as a warehouse. Each query has a connection and a read-only transaction of its own, which alone does not keep a
 * superuser from reading the server's files: give it a user who may read what reports are to read.
 */
export function openPostgres(connectionString: string): Warehouse {
  const slots = new Slots(concurrency);
  return {
    async run(request: QueryRequest): Promise<QueryResult> {
      const release = await slots.acquire(request.signal);
      try {
        const { runPostgresQuery } = await import('./run-postgres-query.ts');
        return await runPostgresQuery(request, connectionString, release);
      } catch (error) {
        release();
        throw error;
      }
    },
    async tables() {
      const { postgresTables } = await import('./run-postgres-query.ts');
      return postgresTables(connectionString);
    },
  };
}
