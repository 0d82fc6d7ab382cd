import type { Sql } from '../database/database.ts';
import { commandOf, type Command, type CommandKey, type CommandRow, type Outcome } from './command.ts';

/** What to look for in the history. */
export interface HistoryQuery {
  readonly schedule?: number | undefined;
  readonly outcome?: Outcome | undefined;
  /** Only what stands after this one in the list. */
  readonly after?: CommandKey | undefined;
  readonly limit: number;
}

/** A command of the history. */
export interface PastCommand extends Command {
  /** The zone that its schedule goes by; null where that was deleted. */
  readonly timeZone: string | null;
}

/** Due commands, the newest first. */
export async function readHistory(sql: Sql, query: HistoryQuery): Promise<PastCommand[]> {
  const rows = await sql.query<CommandRow & { readonly time_zone: string | null }>(
    `SELECT command.*, schedule.time_zone
     FROM command_scheduler.command AS command
     LEFT JOIN command_scheduler.schedule AS schedule ON schedule.id = command.schedule
     WHERE ($1::integer IS NULL OR command.schedule = $1)
       AND ($2::text IS NULL OR outcome = $2)
       AND ($3::timestamptz IS NULL OR (due_at, command.schedule) < ($3, $4::integer))
     ORDER BY due_at DESC, command.schedule DESC LIMIT $5`,
    [
      query.schedule ?? null,
      query.outcome ?? null,
      query.after?.dueAt ?? null,
      query.after?.schedule ?? null,
      query.limit,
    ],
  );
  return rows.map((row) => ({ ...commandOf(row), timeZone: row.time_zone }));
}

/** The newest command of each of these schedules. */
export async function readLast(
  sql: Sql,
  schedules: readonly number[],
): Promise<ReadonlyMap<number, Command>> {
  const rows = await sql.query<CommandRow>(
    `SELECT last.* FROM unnest($1::integer[]) AS wanted(id)
     CROSS JOIN LATERAL (
       SELECT * FROM command_scheduler.command WHERE schedule = wanted.id ORDER BY due_at DESC LIMIT 1
     ) AS last`,
    [schedules],
  );
  return new Map(rows.map((row) => [row.schedule, commandOf(row)]));
}

/** Removes what was due before `until`; what still waits by then has lost its job, and goes too. */
export async function pruneHistory(sql: Sql, until: Date): Promise<void> {
  await sql.query('DELETE FROM command_scheduler.command WHERE due_at < $1', [until]);
}
