import type { Clock } from '../clock.ts';
import { nextDue } from '../cron/due-times.ts';
import type { Database, Sql } from '../database/database.ts';
import { messageOf, type Log } from '../log.ts';
import type { CommandQueue } from '../queue.ts';
import { scheduleOf, type ScheduleRow } from '../schedules/rows.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { dueNow } from './catch-up.ts';
import { plannedRow, type PlannedRow } from './planned-row.ts';

/** Schedules that are planned in one transaction. */
const batch = 50;

/** What planning needs. */
export interface Planning {
  readonly database: Database;
  readonly queue: CommandQueue;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Writes down what has come due, with a job for each command that is to be sent: both or neither. Other processes that plan
 * at the same time take other schedules, and a due time that is written already is not written again.
 *
 * @returns whether there may be more.
 */
export async function planDue({ database, queue, clock, log }: Planning): Promise<boolean> {
  return database.transaction(async (sql) => {
    const now = await clock(sql);
    const schedules = await lockDue(sql, now);
    const rows = schedules.flatMap((schedule) => {
      const { send, skip } = dueNow(schedule, now);
      return [
        ...skip.map((dueAt) => plannedRow(schedule, dueAt, now, true)),
        ...send.map((dueAt) => plannedRow(schedule, dueAt, now, false)),
      ];
    });
    const added = await addCommands(sql, rows);
    await queue.add(sql, added);
    await markPlanned(sql, schedules, now, log);
    return schedules.length === batch;
  });
}

async function lockDue(sql: Sql, now: Date): Promise<Schedule[]> {
  const rows = await sql.query<ScheduleRow>(
    `SELECT * FROM command_scheduler.schedule WHERE NOT paused AND next_due <= $1
     ORDER BY next_due LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [now, batch],
  );
  return rows.map(scheduleOf);
}

/** @returns those that are to be sent and were not there yet. */
async function addCommands(sql: Sql, rows: readonly PlannedRow[]): Promise<PlannedRow[]> {
  if (rows.length === 0) return [];
  const added = await sql.query<{ schedule: number; due_at: Date }>(
    `INSERT INTO command_scheduler.command (${columns})
     SELECT ${columns} FROM jsonb_to_recordset($1::jsonb) AS planned(
       schedule integer, due_at timestamptz, name text, device bigint, action text, parameters text,
       retry_until timestamptz, retry_delay integer, outcome text, reason text, settled_at timestamptz)
     ON CONFLICT DO NOTHING RETURNING schedule, due_at`,
    [JSON.stringify(rows)],
  );
  const isAdded = new Set(added.map(({ schedule, due_at }) => `${schedule}/${due_at.getTime()}`));
  return rows.filter(
    ({ outcome, schedule, due_at }) =>
      outcome === 'waiting' && isAdded.has(`${schedule}/${due_at.getTime()}`),
  );
}

const columns =
  'schedule, due_at, name, device, action, parameters, retry_until, retry_delay, outcome, reason, settled_at';

async function markPlanned(sql: Sql, schedules: readonly Schedule[], now: Date, log: Log): Promise<void> {
  if (schedules.length === 0) return;
  const planned = schedules.map((schedule) => ({ id: schedule.id, next_due: after(schedule, now, log) }));
  await sql.query(
    `UPDATE command_scheduler.schedule AS schedule SET planned_until = $2, next_due = planned.next_due
     FROM jsonb_to_recordset($1::jsonb) AS planned(id integer, next_due timestamptz) WHERE schedule.id = planned.id`,
    [JSON.stringify(planned), now],
  );
}

/** When it is due next; null where time has no such time any more. */
function after(schedule: Schedule, now: Date, log: Log): Date | null {
  try {
    return nextDue(schedule, now, 1)[0] ?? null;
  } catch (error) {
    log('error', 'A schedule is never due again.', { schedule: schedule.id, error: messageOf(error) });
    return null;
  }
}
