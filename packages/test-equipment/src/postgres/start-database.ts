import { ask } from '../run/ask.ts';

/** A database of one's own. */
export interface TestDatabase {
  /** Its connection string, with a user who may do everything. */
  readonly url: string;
}

/**
 * Makes an empty database in the PostgreSQL server that the test run shares. It goes with the server, at the end.
 *
 * @throws Error that says what to do, at once, where PostgreSQL cannot run on this machine.
 */
export async function startDatabase(): Promise<TestDatabase> {
  return (await ask('database')) as TestDatabase;
}
