import type { Database } from '../../state/database.ts';
import type { ReportRow } from '../kernel/rows.ts';
import { newToken } from '../kernel/new-values.ts';

/** What is to have happened to a report before today. What is left out stays as it is. */
export interface ReportPast {
  readonly createdAt?: Date;
  readonly editedAt?: Date;
  /** When it ran last; the run is there, with its results purged. */
  readonly lastRunAt?: Date;
  /** Token of the schedule that this run was started by. Without it, it was a person. */
  readonly lastRunBy?: string;
  /** What only the Discovery API tells. */
  readonly lastViewedAt?: Date;
  readonly viewCount?: number;
}

/**
 * Gives a report a past. Nothing in an emulator is old, and no API of the platform changes what was: whoever tests what
 * looks for old reports needs it.
 *
 * @throws for a report that is not there.
 */
export function setReportPast(db: Database, token: string, past: ReportPast): void {
  const report = db.get<ReportRow>('SELECT * FROM reports WHERE token = :token', { token });
  if (!report) throw new Error(`There is no report ${JSON.stringify(token)}.`);
  db.transaction(() => {
    db.run(
      `UPDATE reports SET created_at = coalesce(:created, created_at), edited_at = coalesce(:edited, edited_at),
         updated_at = coalesce(:edited, :created, updated_at) WHERE token = :token`,
      { token, created: iso(past.createdAt), edited: iso(past.editedAt) },
    );
    const ran = iso(past.lastRunAt);
    if (ran !== null) forgetSeeded(db, token);
    if (ran !== null) plantRun(db, report, ran, past.lastRunBy ?? null);
    db.run(
      `INSERT INTO report_views (report, count, last_at) VALUES (:token, coalesce(:count, 0), :at)
       ON CONFLICT (report) DO UPDATE SET count = coalesce(:count, count), last_at = coalesce(:at, last_at)`,
      { token, count: past.viewCount ?? null, at: iso(past.lastViewedAt) },
    );
  });
}

/** The run that a report has from the start would be later than any past. */
function forgetSeeded(db: Database, report: string): void {
  const name = `run/${report}`;
  const seeded = 'SELECT token FROM seeds WHERE name = :name';
  db.run(`DELETE FROM query_runs WHERE run IN (${seeded})`, { name });
  db.run(`DELETE FROM report_runs WHERE token IN (${seeded})`, { name });
}

function plantRun(db: Database, report: ReportRow, at: string, schedule: string | null): void {
  db.run(
    `INSERT INTO report_runs (token, report, state, parameters, form_fields, executed_by, created_at, updated_at,
       completed_at, purged_at, schedule)
     VALUES (:run, :report, 'succeeded', '{}', '[]', :user, :at, :at, :at, :at, :schedule)`,
    { run: newToken(), report: report.token, user: report.creator, at, schedule },
  );
}

function iso(date: Date | undefined): string | null {
  return date?.toISOString() ?? null;
}
