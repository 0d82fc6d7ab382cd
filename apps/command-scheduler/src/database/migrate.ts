import type { Database } from './database.ts';

/** What brings an empty database to today's shape, step by step; only ever append. */
const steps: readonly string[] = [
  `CREATE TABLE command_scheduler.schedule (
     id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     name text NOT NULL UNIQUE,
     device bigint NOT NULL,
     action text NOT NULL,
     parameters text NOT NULL,
     key_parameter text,
     cron text NOT NULL,
     time_zone text NOT NULL,
     catch_up text NOT NULL CHECK (catch_up IN ('skip', 'last', 'all')),
     catch_up_limit integer NOT NULL,
     retry_window_seconds integer NOT NULL,
     paused boolean NOT NULL,
     planned_until timestamptz NOT NULL,
     next_due timestamptz,
     created_at timestamptz NOT NULL
   );
   CREATE INDEX schedule_next_due ON command_scheduler.schedule (next_due) WHERE NOT paused;
   CREATE TABLE command_scheduler.command (
     schedule integer NOT NULL,
     due_at timestamptz NOT NULL,
     name text NOT NULL,
     device bigint NOT NULL,
     action text NOT NULL,
     parameters text NOT NULL,
     retry_until timestamptz NOT NULL,
     retry_delay integer NOT NULL,
     attempts integer NOT NULL DEFAULT 0,
     outcome text NOT NULL CHECK (outcome IN ('waiting', 'sent', 'missed', 'skipped', 'failed')),
     reason text,
     detail text,
     settled_at timestamptz,
     PRIMARY KEY (schedule, due_at)
   );
   CREATE INDEX command_due_at ON command_scheduler.command (due_at, schedule);`,
];

/** Brings a database to today's shape. Processes that start together take turns. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [0x6d_6f_64_65]);
    await sql.query(
      'CREATE SCHEMA IF NOT EXISTS command_scheduler; CREATE TABLE IF NOT EXISTS command_scheduler.step (number integer PRIMARY KEY)',
    );
    const [done] = await sql.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM command_scheduler.step',
    );
    for (const [index, step] of steps.entries()) {
      if (index < (done?.count ?? 0)) continue;
      await sql.query(step);
      await sql.query('INSERT INTO command_scheduler.step (number) VALUES ($1)', [index]);
    }
  });
}
