import { expect, it } from 'vitest';
import { databaseClock } from '../src/clock.ts';
import { pruneRegularly } from '../src/commands/prune-regularly.ts';
import type { Database } from '../src/database/database.ts';
import { migrate } from '../src/database/migrate.ts';
import { openPglite } from '../src/database/pglite.ts';
import { eventually } from './eventually.ts';

/** Due on the first day of 1970, and so too old for any history. */
const addOld = (database: Database): Promise<unknown> =>
  database.query(
    `INSERT INTO command_scheduler.command
       (schedule, due_at, name, device, action, parameters, retry_until, retry_delay, outcome)
     VALUES (1, to_timestamp(0), 'old', 1, 'a', '{}', to_timestamp(0), 1, 'sent')`,
  );

const count = async (database: Database): Promise<number> =>
  (await database.query('SELECT 1 AS one FROM command_scheduler.command')).length;

it(
  'old history goes at once, and again after a time without the database',
  { timeout: 120_000 },
  async () => {
    const database = await openPglite();
    await migrate(database);
    await addOld(database);
    let isAway = false;
    const said: string[] = [];
    const stop = new AbortController();
    const pruned = pruneRegularly(
      {
        database: {
          ...database,
          query: async (text, values) => {
            if (isAway) throw new Error('connection refused');
            return database.query(text, values);
          },
        },
        clock: databaseClock,
        historyDays: 90,
        log: (_level, message, facts) => said.push(`${message} ${String(facts?.['error'])}`),
      },
      stop.signal,
      5,
    );
    await eventually(async () => expect(await count(database)).toBe(0));
    isAway = true;
    await eventually(() => expect(said).toContain('Old history could not be removed. connection refused'));
    await addOld(database);
    isAway = false;
    await eventually(async () => expect(await count(database)).toBe(0));
    stop.abort();
    await pruned;
    await database.close();
  },
);
