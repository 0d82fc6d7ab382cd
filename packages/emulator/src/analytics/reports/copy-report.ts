import type { ChartRow, QueryRow, ReportRow } from '../kernel/rows.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { World } from '../kernel/world.ts';

/** Copies a report with its queries and charts as "Copy of …"; answers the copy's token. */
export function copyReport({ db }: World, report: ReportRow, collection: string, user: string): string {
  const [token, at] = [newToken(), now()];
  db.transaction(() => {
    db.run(
      `INSERT INTO reports (token, name, description, collection, creator, type, settings, created_at, updated_at, edited_at)
       VALUES (:token, :name, :description, :collection, :user, :type, :settings, :at, :at, :at)`,
      {
        token,
        name: `Copy of ${report.name ?? 'Untitled Report'}`.slice(0, 64),
        description: report.description,
        collection,
        user,
        type: report.type,
        settings: report.settings,
        at,
      },
    );
    const queries = db.all<QueryRow>('SELECT * FROM queries WHERE report = :report ORDER BY id', {
      report: report.token,
    });
    for (const query of queries) {
      const copy = newToken();
      db.run(
        `INSERT INTO queries (token, report, name, raw_query, data_source, creator, created_at, updated_at)
         VALUES (:copy, :token, :name, :sql, :source, :user, :at, :at)`,
        { copy, token, name: query.name, sql: query.raw_query, source: query.data_source, user, at },
      );
      const charts = db.all<ChartRow>('SELECT * FROM charts WHERE query = :query', { query: query.token });
      for (const chart of charts) {
        db.run(
          `INSERT INTO charts (token, query, view, view_vegas, view_version, color_palette, creator, created_at, updated_at)
           VALUES (:own, :copy, :view, :vegas, :version, :palette, :user, :at, :at)`,
          {
            own: newToken(),
            copy,
            view: chart.view,
            vegas: chart.view_vegas,
            version: chart.view_version,
            palette: chart.color_palette,
            user,
            at,
          },
        );
      }
    }
  });
  return token;
}
