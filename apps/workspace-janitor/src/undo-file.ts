import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { StaleReport } from './plan.ts';
import { Refused } from './refused.ts';
import type { ScheduleCopy } from './schedule-copy.ts';

/** One change to the workspace, and how far it has come. `begun` and `undoing` mean: it may have been sent. */
export interface Step {
  readonly id: number;
  readonly cleanup: number;
  readonly kind: 'archive' | 'deleteSchedule';
  readonly report: string;
  readonly name: string;
  /** What the schedule is made again from, and its token. Null for a report. */
  readonly schedule: { readonly token: string; readonly copy: ScheduleCopy } | null;
  readonly state: StepState;
}

export type StepState = 'planned' | 'begun' | 'done' | 'skipped' | 'undoing' | 'undone';

export interface Cleanup {
  readonly id: number;
  readonly workspace: string;
  readonly origin: string;
  readonly days: number;
  /** From which the days are counted back. */
  readonly as_of: string;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly undone_at: string | null;
}

/** What is left of clean-ups: archives of which no answer came, and schedules of reports that are archived, or may be. */
const leftOver = `
  SELECT id FROM steps WHERE state IN ('planned', 'begun')
    AND cleanup IN (SELECT id FROM cleanups WHERE undone_at IS NULL)
    AND (kind = 'archive' AND state = 'begun' OR kind = 'deleteSchedule'
      AND report IN (SELECT report FROM steps WHERE kind = 'archive' AND state IN ('done', 'begun')))`;

/**
 * A report that is planned again was not archived, or was taken out again: what a former clean-up had left of it is told by
 * what is there now. A schedule that may have been deleted was, if it is gone.
 */
const settle = `
  UPDATE steps SET state = CASE
      WHEN kind = 'deleteSchedule' AND state = 'begun'
        AND json_extract(schedule, '$.token') NOT IN (SELECT value FROM json_each(?)) THEN 'done'
      ELSE 'skipped' END
  WHERE report = ? AND state IN ('planned', 'begun')
    AND cleanup IN (SELECT id FROM cleanups WHERE undone_at IS NULL)`;

type StepRow = Omit<Step, 'schedule'> & { readonly schedule: string | null };

/**
 * Every clean-up, step by step, in SQLite: each step is written down before it is sent, in full, so that a crash at any
 * moment loses nothing that is needed to go on or back. One process at a time may have the file open.
 */
export class UndoFile implements Disposable {
  readonly #db: DatabaseSync;

  /** @throws Refused when another process has it open, or where it cannot be. */
  constructor(path: string) {
    this.#db = opened(path);
    try {
      this.#db.exec(
        'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE;',
      );
      this.#db.exec(`
        CREATE TABLE IF NOT EXISTS cleanups (
          id INTEGER PRIMARY KEY, workspace TEXT NOT NULL, origin TEXT NOT NULL, days INTEGER NOT NULL,
          as_of TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT, undone_at TEXT
        );
        CREATE TABLE IF NOT EXISTS steps (
          id INTEGER PRIMARY KEY, cleanup INTEGER NOT NULL REFERENCES cleanups (id), kind TEXT NOT NULL,
          report TEXT NOT NULL, name TEXT NOT NULL, schedule TEXT, state TEXT NOT NULL DEFAULT 'planned'
        );
        CREATE INDEX IF NOT EXISTS steps_by_cleanup ON steps (cleanup, report);
        COMMIT;`);
    } catch (error) {
      this.#db.close();
      throw refusalOf(path, error);
    }
  }

  /** The clean-up that was begun and neither finished nor undone. */
  unfinished(): Cleanup | undefined {
    return this.#one(
      'SELECT * FROM cleanups WHERE finished_at IS NULL AND undone_at IS NULL ORDER BY id DESC',
    );
  }

  /** The last clean-up that was not taken back. */
  undoable(): Cleanup | undefined {
    return this.#one('SELECT * FROM cleanups WHERE undone_at IS NULL ORDER BY id DESC');
  }

  /** Whether something is left that former clean-ups could not do, or do not know to be done, and no plan finds again. */
  hasLeftOver(): boolean {
    return this.#db.prepare(`${leftOver} LIMIT 1`).get() !== undefined;
  }

  /** Writes a whole clean-up down before any of it is done. */
  begin(
    about: Pick<Cleanup, 'workspace' | 'origin' | 'days' | 'as_of'>,
    stale: readonly StaleReport[],
  ): Cleanup {
    this.#db.exec('BEGIN IMMEDIATE');
    const { lastInsertRowid: cleanup } = this.#db
      .prepare('INSERT INTO cleanups (workspace, origin, days, as_of, started_at) VALUES (?, ?, ?, ?, ?)')
      .run(about.workspace, about.origin, about.days, about.as_of, new Date().toISOString());
    const add = this.#db.prepare(
      'INSERT INTO steps (cleanup, kind, report, name, schedule) VALUES (?, ?, ?, ?, ?)',
    );
    const settled = this.#db.prepare(settle);
    for (const { report, name, schedules } of stale) {
      settled.run(JSON.stringify(schedules.map(({ token }) => token)), report);
      add.run(cleanup, 'archive', report, name, null);
      for (const schedule of schedules) {
        add.run(cleanup, 'deleteSchedule', report, name, JSON.stringify(schedule));
      }
    }
    // What a former clean-up archived, and could not rid of its schedules, no plan finds again.
    this.#db.prepare(`UPDATE steps SET cleanup = ? WHERE id IN (${leftOver})`).run(cleanup);
    this.#db.exec('COMMIT');
    const begun = this.#one('SELECT * FROM cleanups ORDER BY id DESC');
    if (!begun) throw new Error('A clean-up that was just written is not there.');
    return begun;
  }

  /** The steps of a clean-up, those of one report together. */
  steps({ id }: Cleanup): Step[] {
    const rows = this.#db.prepare('SELECT * FROM steps WHERE cleanup = ? ORDER BY id').all(id) as StepRow[];
    return rows.map((row) => ({
      ...row,
      schedule: row.schedule === null ? null : (JSON.parse(row.schedule) as Step['schedule']),
    }));
  }

  mark({ id }: Step, state: StepState): void {
    this.#db.prepare('UPDATE steps SET state = ? WHERE id = ?').run(state, id);
  }

  finish({ id }: Cleanup, how: 'finished' | 'undone'): void {
    const column = how === 'finished' ? 'finished_at' : 'undone_at';
    this.#db.prepare(`UPDATE cleanups SET ${column} = ? WHERE id = ?`).run(new Date().toISOString(), id);
  }

  #one(sql: string): Cleanup | undefined {
    return this.#db.prepare(`${sql} LIMIT 1`).get() as Cleanup | undefined;
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
}

function opened(path: string): DatabaseSync {
  try {
    // Names of reports are nobody else's business.
    closeSync(openSync(path, 'a', 0o600));
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw refusalOf(path, error);
  }
}

function refusalOf(path: string, error: unknown): Refused {
  const why = error instanceof Error ? error.message : String(error);
  if (why.includes('locked')) return new Refused(`${path} is in use: another clean-up is running.`);
  return new Refused(`${path} cannot be used to undo by: ${why}. Name another with --undo-file.`);
}
