import { ask } from '../run/ask.ts';
import type { Programs } from './programs.ts';
import { startServer, type PostgresServer } from './server.ts';

export type TestPostgres = PostgresServer;

/**
 * Starts a PostgreSQL server that belongs to one test file, for what cannot be done to the shared one: stopping it.
 *
 * @throws Error that says what to do, at once, where PostgreSQL cannot run on this machine.
 */
export async function startPostgres(): Promise<TestPostgres> {
  return startServer((await ask('postgres')) as Programs);
}
