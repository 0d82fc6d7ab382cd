import type { Sql } from './database/database.ts';

/** Says what time it is. */
export type Clock = (sql: Sql) => Promise<Date>;

/** The database's clock: the one that all processes share. */
export const databaseClock: Clock = async (sql) => {
  const [row] = await sql.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return row?.now ?? new Date();
};
