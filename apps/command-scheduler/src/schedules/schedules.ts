import type { Clock } from '../clock.ts';
import { checkCadence } from '../cron/check-cadence.ts';
import { nextDue } from '../cron/due-times.ts';
import { sqlState, type Database, type Sql } from '../database/database.ts';
import { scheduleOf, type ScheduleRow } from './rows.ts';
import type { Schedule, ScheduleInput } from './schedule.ts';

/** A name that another schedule has. */
export class NameTakenError extends Error {
  constructor(name: string) {
    super(
      `There is a schedule "${name}" already. Names are unique, so that a request sent twice adds nothing twice.`,
    );
    this.name = 'NameTakenError';
  }
}

/** Which schedules to list. */
export interface ListQuery {
  /** The id of the last one seen. */
  readonly after?: number;
  readonly limit?: number;
  readonly order?: 'oldest' | 'newest';
}

/** PostgreSQL's largest integer: no id reaches it. */
const newestId = 2_147_483_647;

/** The schedules, as the HTTP API reads and changes them. */
export class Schedules {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** In the order in which they were added, or the newest first; `after` is the id of the last one seen. */
  async list({ after, limit = 100, order = 'oldest' }: ListQuery = {}): Promise<Schedule[]> {
    const text =
      order === 'oldest'
        ? 'SELECT * FROM command_scheduler.schedule WHERE id > $1 ORDER BY id LIMIT $2'
        : 'SELECT * FROM command_scheduler.schedule WHERE id < $1 ORDER BY id DESC LIMIT $2';
    const start = order === 'oldest' ? 0 : newestId;
    const rows = await this.#database.query<ScheduleRow>(text, [after ?? start, limit]);
    return rows.map(scheduleOf);
  }

  async get(id: number): Promise<Schedule | undefined> {
    return read(this.#database, id, '');
  }

  /** @throws CadenceError, NameTakenError */
  async add(input: ScheduleInput): Promise<Schedule> {
    return this.#change(input.name, async (sql) => {
      const values = valuesOf(input, await this.#clock(sql));
      const [row] = await sql.query<ScheduleRow>(
        `INSERT INTO command_scheduler.schedule (${columns}) VALUES (${places}) RETURNING *`,
        values,
      );
      return row && scheduleOf(row);
    }) as Promise<Schedule>;
  }

  /**
   * Changes what is given. What was due before is not made up for: neither while it was paused nor by its former cadence.
   *
   * @returns undefined if there is no such schedule.
   * @throws CadenceError, NameTakenError
   */
  async update(id: number, changes: Partial<ScheduleInput>): Promise<Schedule | undefined> {
    return this.#change(changes.name ?? '', async (sql) => {
      const found = await read(sql, id, 'FOR UPDATE');
      if (!found) return undefined;
      const changed = { ...found, ...changes };
      const isPlannedAnew = ['cron', 'timeZone', 'paused'].some(
        (field) => Reflect.get(found, field) !== Reflect.get(changed, field),
      );
      const from = isPlannedAnew ? await this.#clock(sql) : found.plannedUntil;
      const [row] = await sql.query<ScheduleRow>(
        `UPDATE command_scheduler.schedule SET (${columns}) = ROW(${places}) WHERE id = $15 RETURNING *`,
        [...valuesOf(changed, from, found.createdAt), id],
      );
      return row && scheduleOf(row);
    });
  }

  /** Its history stays. @returns whether it was there. */
  async delete(id: number): Promise<boolean> {
    const rows = await this.#database.query(
      'DELETE FROM command_scheduler.schedule WHERE id = $1 RETURNING id',
      [id],
    );
    return rows.length > 0;
  }

  async #change<T>(name: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    try {
      return await this.#database.transaction(work);
    } catch (error) {
      throw sqlState(error) === '23505' ? new NameTakenError(name) : error;
    }
  }
}

const columns =
  'name, device, action, parameters, key_parameter, cron, time_zone, catch_up, catch_up_limit, retry_window_seconds, paused, planned_until, next_due, created_at';
const places =
  '$1, $2::bigint, $3, $4, $5, $6, $7, $8, $9::integer, $10::integer, $11::boolean, $12::timestamptz, $13::timestamptz, $14::timestamptz';

function valuesOf(input: ScheduleInput, plannedUntil: Date, createdAt: Date = plannedUntil): unknown[] {
  const { cron, timeZone } = checkCadence(input, plannedUntil);
  return [
    input.name,
    input.device,
    input.action,
    JSON.stringify(input.parameters),
    input.keyParameter,
    cron,
    timeZone,
    input.catchUp,
    input.catchUpLimit,
    input.retryWindowSeconds,
    input.paused,
    plannedUntil,
    nextDue({ cron, timeZone }, plannedUntil, 1)[0],
    createdAt,
  ];
}

async function read(sql: Sql, id: number, lock: '' | 'FOR UPDATE'): Promise<Schedule | undefined> {
  const [row] = await sql.query<ScheduleRow>(
    `SELECT * FROM command_scheduler.schedule WHERE id = $1 ${lock}`,
    [id],
  );
  return row && scheduleOf(row);
}
