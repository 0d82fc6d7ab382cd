import type { Database } from '../../state/database.ts';
import type { ReportRunRow, ReportScheduleRow } from '../kernel/rows.ts';
import type { Runner } from '../runs/runner.ts';
import { nearestTime } from './nearest.ts';
import type { Cron } from './cron.ts';

/** Milliseconds between two looks at the clock. */
const tick = 1000;

interface Due {
  /** The cron that it was worked out from, as JSON. */
  readonly cron: string;
  readonly at: Date;
}

/** Runs reports by their schedules, while the emulator runs; what was due before its start it does not make up for. */
export class Scheduler {
  readonly #db: Database;
  readonly #runner: Runner;
  readonly #clock: () => Date;
  readonly #timer: NodeJS.Timeout;
  #looked: Date;
  /** When each schedule is due next, by its token: worked out once, and not at every look. */
  #next = new Map<string, Due>();

  constructor(db: Database, runner: Runner, clock: () => Date) {
    this.#db = db;
    this.#runner = runner;
    this.#clock = clock;
    this.#looked = clock();
    this.#timer = setInterval(() => this.look(), tick).unref();
  }

  /** Begins the runs that fell due since the last look: each schedule at most once, however long that was. */
  look(): void {
    const [since, now] = [this.#looked, this.#clock()];
    this.#looked = now;
    // A clock that was put back comes to times again that had passed.
    const wentBack = now < since;
    const [known, from] = wentBack ? [new Map<string, Due>(), now] : [this.#next, since];
    this.#next = new Map();
    for (const schedule of this.#db.all<ReportScheduleRow>('SELECT * FROM report_schedules ORDER BY id')) {
      const { token, cron: said } = schedule;
      const before = known.get(token);
      const cron = JSON.parse(said) as Cron;
      const next = before?.cron === said ? before : { cron: said, at: firstTime(schedule, cron, from, now) };
      if (next.at > now) this.#next.set(token, next);
      else this.#fire(schedule, now);
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #fire(schedule: ReportScheduleRow, now: Date): void {
    // While its last run is under way it waits, up to its timeout.
    const last = this.#db.get<ReportRunRow>(
      'SELECT * FROM report_runs WHERE schedule = :token ORDER BY id DESC LIMIT 1',
      { token: schedule.token },
    );
    const givenUp = now.getTime() - schedule.timeout * 1000;
    if (last?.state === 'enqueued') {
      if (Date.parse(schedule.fired_at ?? '') > givenUp) return;
      void this.#runner.cancel(last.token);
    }
    this.#db.run('UPDATE report_schedules SET fired_at = :at WHERE token = :token', {
      token: schedule.token,
      at: now.toISOString(),
    });
    void this.#runner.start({
      report: schedule.report,
      parameters: JSON.parse(schedule.parameters) as Record<string, unknown>,
      user: schedule.creator,
      schedule: schedule.token,
    });
  }
}

/** When one that was not looked at before is due first: after the last look, and after it was made or given another cron. */
function firstTime({ planned_at: said }: ReportScheduleRow, cron: Cron, since: Date, now: Date): Date {
  const planned = new Date(said ?? 0);
  // One that was planned by a clock that is ahead of this one waits for nothing.
  return nearestTime(cron, planned > since && planned <= now ? planned : since, 1);
}
