import type { IotClient } from '@bimodal/iot-client';
import { databaseClock, type Clock } from './clock.ts';
import { pruneRegularly } from './commands/prune-regularly.ts';
import type { Database } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { logToStdout, type Log } from './log.ts';
import { Planner } from './plan/planner.ts';
import { CommandQueue } from './queue.ts';
import { sendDue } from './send/send-due.ts';

/** What a scheduler works with. */
export interface SchedulerOptions {
  /** Stays open when the scheduler is closed. */
  readonly database: Database;
  /** With a key that may send commands. Stays open, too. */
  readonly client: Pick<IotClient, 'devices'>;
  /** Default: the database's. */
  readonly clock?: Clock;
  /** Seconds after which a worker that took a command and recorded nothing is taken for dead (default 30, at least 2). */
  readonly leaseSeconds?: number;
  /** Days for which the history is kept (default 90). */
  readonly historyDays?: number;
  readonly log?: Log;
}

/** What plans and sends; any number of them may share a PostgreSQL. */
export interface Scheduler {
  readonly isHealthy: boolean;
  /** Takes no new work, and lets what is under way finish. */
  close(): Promise<void>;
}

/** Begins to plan what comes due, and to send it. */
export async function startScheduler(options: SchedulerOptions): Promise<Scheduler> {
  const {
    database,
    client,
    clock = databaseClock,
    leaseSeconds = 30,
    historyDays = 90,
    log = logToStdout,
  } = options;
  await migrate(database);
  const queue = await CommandQueue.open(database, { leaseSeconds, log });
  await queue.work((key) => sendDue({ database, client, clock, leaseSeconds, log }, key), log);
  const planner = new Planner({ database, queue, clock, log });
  const closing = new AbortController();
  const pruned = pruneRegularly({ database, clock, historyDays, log }, closing.signal);
  return {
    get isHealthy() {
      return planner.isHealthy;
    },
    async close() {
      closing.abort();
      await Promise.all([planner.stop(), pruned]);
      await queue.close();
    },
  };
}
