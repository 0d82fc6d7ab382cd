import type { Database } from '../../state/database.ts';
import { now } from '../kernel/new-values.ts';
import type { Planter } from './planter.ts';
import { regions } from './sql.ts';

interface Around {
  readonly reports: { readonly example: string; readonly defined: string };
  readonly collection: string;
  /** Numeric id of the data source. */
  readonly source: number;
  /** Whether the example is about flights. */
  readonly isFlights: boolean;
}

/** A definition, a dataset that a report imports, a chart, and the group of everyone. */
export function plantRest(
  db: Database,
  planter: Planter,
  { reports, collection, source, isFlights }: Around,
): { definition: string; dataset: string; everyone: string } {
  const at = now();
  const definition = planter.once('definition/regions', (token) => {
    db.run(
      `INSERT INTO definitions (token, name, description, source, data_source, creator, created_at, updated_at)
       VALUES (:token, 'regions', 'Where things are sold.', :sql, :source, 'ada', :at, :at)`,
      { token, sql: regions, source, at },
    );
  });
  const dataset = planter.report(
    {
      name: 'Regions dataset',
      description: 'One row per region.',
      collection,
      queries: [{ name: 'Regions', sql: regions }],
      type: 'DatasetReport',
    },
    source,
    'ada',
  );
  // Once, like everything: either of the two may have been deleted since.
  planter.once('import/regions', () => {
    db.run('INSERT INTO report_imports (report, dataset) VALUES (:report, :dataset)', {
      report: reports.defined,
      dataset,
    });
  });
  const view = isFlights
    ? bars('Delays', '[origin]', 'AVG([mean_delay_minutes])')
    : bars('Sales &amp; more', '[region]', 'SUM([revenue])');
  const charts = [
    ['chart/example', reports.example, view],
    ['chart/defined', reports.defined, bars('Letters', '[region]', 'SUM([letters])')],
  ] as const;
  for (const [name, report, vegas] of charts) {
    planter.once(name, (token) => {
      db.run(
        `INSERT INTO charts (token, query, view, view_vegas, view_version, creator, created_at, updated_at)
         SELECT :token, token, '{}', :view, 2, 'ada', :at, :at FROM queries WHERE report = :report ORDER BY id LIMIT 1`,
        { token, view: JSON.stringify(vegas), report, at },
      );
    });
  }
  const everyone = planter.once('group/everyone', (token) => {
    db.run(
      `INSERT INTO groups (token, name, group_type, creator, created_at, updated_at)
       VALUES (:token, 'Everyone', 'everyone', 'ada', :at, :at)`,
      { token, at },
    );
    for (const user of ['ada', 'grace']) {
      planter.once(`group/everyone/${user}`, (own) => {
        db.run(
          `INSERT INTO group_members (token, group_token, user, created_at) VALUES (:own, :token, :user, :at)`,
          { own, token, user, at },
        );
      });
    }
  });
  return { definition, dataset, everyone };
}

/** A chart of bars: what goes along each axis. Source: an encoding as captured. */
function bars(title: string, x: string, y: string): object {
  const encoding = { x: [{ formula: x }], y: [{ formula: y }] };
  return { title, description: '', chartType: 'bar', encoding, format: {} };
}
