import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { messageOf, type Log } from '../log.ts';
import { pruneHistory } from './history.ts';

/** What pruning needs. */
export interface Pruning {
  readonly database: Database;
  readonly clock: Clock;
  readonly historyDays: number;
  readonly log: Log;
}

const hour = 3_600_000;

/**
 * Removes old history now and every hour, until it is told to stop. What fails, such as a database that is away, is said
 * and tried again the next time.
 */
export async function pruneRegularly(pruning: Pruning, signal: AbortSignal, interval = hour): Promise<void> {
  while (!signal.aborted) {
    await prune(pruning).catch((error: unknown) => {
      pruning.log('error', 'Old history could not be removed.', { error: messageOf(error) });
    });
    await sleep(interval, undefined, { signal }).catch(() => undefined);
  }
}

async function prune({ database, clock, historyDays }: Pruning): Promise<void> {
  const now = await clock(database);
  await pruneHistory(database, new Date(now.getTime() - historyDays * 24 * hour));
}
