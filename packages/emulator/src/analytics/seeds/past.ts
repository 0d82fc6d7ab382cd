import type { Database } from '../../state/database.ts';
import { now } from '../kernel/new-values.ts';
import type { QueryRow } from '../kernel/rows.ts';
import type { Planter } from './planter.ts';

/**
 * Lets a report have run, once and with success: strict clients take for granted that it did. The results of that run are purged, as
 * those of old runs are on the platform; nothing is asked of a warehouse for it.
 */
export function plantRun(db: Database, planter: Planter, report: string, user: string): void {
  planter.once(`run/${report}`, (run) => {
    // In a state of an earlier emulator it may be gone, or have run by itself.
    const isFresh = db.get(
      `SELECT 1 FROM reports WHERE token = :report AND NOT EXISTS (SELECT 1 FROM report_runs WHERE report = :report)`,
      { report },
    );
    if (!isFresh) return;
    const at = now();
    db.run(
      `INSERT INTO report_runs (token, report, state, parameters, form_fields, executed_by, created_at, updated_at,
         completed_at, purged_at)
       VALUES (:run, :report, 'succeeded', '{}', '[]', :user, :at, :at, :at, :at)`,
      { run, report, user, at },
    );
    const queries = db.all<QueryRow>('SELECT * FROM queries WHERE report = :report ORDER BY id', { report });
    for (const query of queries) {
      planter.once(`query-run/${query.token}`, (token) => {
        db.run(
          `INSERT INTO query_runs (token, run, query, query_name, query_created_at, data_source, state, raw_source,
             created_at, completed_at)
           VALUES (:token, :run, :query, :name, :created, :source, 'succeeded', :sql, :at, :at)`,
          {
            token,
            run,
            query: query.token,
            name: query.name,
            created: query.created_at,
            source: query.data_source,
            sql: query.raw_query,
            at,
          },
        );
      });
    }
  });
}
