import { randomBytes } from 'node:crypto';
import type { Handler } from '../server/platform.ts';
import type { Database } from '../state/database.ts';
import type { Caller } from './identity.ts';
import type { Results } from './results/store.ts';
import type { WorkspaceRow } from './rows.ts';
import type { Runner } from './runs/runner.ts';

/** What every handler of Mode Analytics works with. */
export interface World {
  readonly db: Database;
  readonly workspace: WorkspaceRow;
  readonly runner: Runner;
  readonly results: Results;
  /** A numeric id as the platform writes it: a string, or an integer where asked for. */
  readonly id: (id: number) => string | number;
  /** Whether lists obey `filter`, `order` and `order_by` as documented; observed was that they do not. */
  readonly obeysFilters: boolean;
}

/** A handler of Mode Analytics. */
export type Handle<Input> = Handler<Caller, Input>;

/** The token of a new resource: 12 hexadecimal characters. */
export function newToken(): string {
  return randomBytes(6).toString('hex');
}

/** ISO 8601, UTC, with milliseconds. */
export function now(): string {
  return new Date().toISOString();
}
