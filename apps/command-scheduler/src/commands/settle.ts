import type { Sql } from '../database/database.ts';
import type { CommandKey, Outcome } from './command.ts';

/** How a command ends. */
export interface Settlement {
  readonly outcome: Exclude<Outcome, 'waiting'>;
  readonly reason?: string;
  readonly detail?: string;
}

/**
 * Records what became of a command: once. Whoever comes second, because a command was sent twice, records nothing.
 *
 * @returns whether this was the first.
 */
export async function settle(
  sql: Sql,
  { schedule, dueAt }: CommandKey,
  { outcome, reason, detail }: Settlement,
  now: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE command_scheduler.command SET outcome = $3, reason = $4, detail = $5, settled_at = $6
     WHERE schedule = $1 AND due_at = $2 AND outcome = 'waiting' RETURNING schedule`,
    [schedule, dueAt, outcome, reason ?? null, detail ?? null, now],
  );
  return rows.length > 0;
}

/** Notes why an attempt failed that will be followed by another one. */
export async function noteFailure(
  sql: Sql,
  { schedule, dueAt }: CommandKey,
  reason: string,
  detail: string,
): Promise<void> {
  await sql.query(
    `UPDATE command_scheduler.command SET reason = $3, detail = $4
     WHERE schedule = $1 AND due_at = $2 AND outcome = 'waiting'`,
    [schedule, dueAt, reason, detail],
  );
}
