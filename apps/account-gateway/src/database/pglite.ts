import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Database, Sql } from './database.ts';
import { lockFolder } from './folder-lock.ts';

/**
 * PostgreSQL inside this process: in memory, or in a folder that one process at a time may use.
 *
 * @throws when the folder is in use.
 */
export async function openPglite(folder?: string): Promise<Database> {
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = folder === undefined ? undefined : lockFolder(folder);
  const pglite = await PGlite.create(folder === undefined ? undefined : join(folder, 'postgres'));
  return {
    ...sqlOf(pglite),
    transaction: (work) => pglite.transaction((transaction) => work(sqlOf(transaction))),
    limiter: async ({ name, ...limit }) => new RateLimiterMemory({ ...limit, keyPrefix: name }),
    async close() {
      await pglite.close();
      unlock?.();
    },
  };
}

function sqlOf(runner: Pick<Transaction, 'query' | 'exec'>): Sql {
  return {
    async query<R extends object>(text: string, values?: readonly unknown[]) {
      if (values) return (await runner.query<R>(text, [...values])).rows;
      return (await runner.exec(text)).flatMap(({ rows }) => rows as R[]);
    },
  };
}
