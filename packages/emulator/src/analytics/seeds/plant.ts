import type { Database } from '../../state/database.ts';
import type { Secrets } from '../../state/secrets.ts';
import type { WorkspaceRow } from '../kernel/rows.ts';
import { now } from '../kernel/new-values.ts';
import { plantPeople, type SeededKeys } from './people.ts';
import { plantRun } from './past.ts';
import { Planter } from './planter.ts';
import { plantRest } from './rest.ts';
import { broken, flightDelays, letters, numbers, overRegions, salesByRegion } from './sql.ts';

export interface SeededSource {
  readonly token: string;
  readonly id: number;
}

/** What Mode Analytics has from the start. All tokens are 12 hexadecimal characters. */
export interface AnalyticsSeeds {
  /** Username of the workspace, as in its paths: `acme`. */
  readonly workspace: string;
  readonly keys: SeededKeys;
  readonly collections: {
    /** Everyone's; it holds the reports below. */
    readonly analytics: string;
    /** 65 small reports, more than a page shows. */
    readonly notes: string;
    /** Only its members and admins see it: `ada` does, `grace` does not. */
    readonly restricted: string;
  };
  readonly reports: {
    /** Reads the given files where they are known ("Flight delays by origin"); otherwise "Sales by region". */
    readonly example: string;
    readonly severalQueries: string;
    /** Its SQL is wrong. */
    readonly failing: string;
    /** Reads the definition `regions`. */
    readonly defined: string;
  };
  /** Tokens to read them by, and the numeric ids that queries name them by. */
  readonly dataSources: { readonly files: SeededSource; readonly postgres: SeededSource | undefined };
  /** A dataset of regions, which `reports.defined` imports. */
  readonly dataset: string;
  /** `SELECT … AS region`, which SQL calls `{{ @regions as r }}`. */
  readonly definition: string;
  /** The group that everyone is in. */
  readonly everyone: string;
}

/** Puts the seeds in place, each once per state. `tables` are those of the given files. */
export function plantSeeds(
  db: Database,
  secrets: Secrets,
  tables: readonly string[],
  hasPostgres: boolean,
): { workspace: WorkspaceRow; seeds: AnalyticsSeeds; isPostgresNew: boolean } {
  return db.transaction(() => {
    const { workspace, keys } = plantPeople(db, secrets);
    const planter = new Planter(db, secrets);
    const files = plantDataSource(db, planter);
    const source = files.id;
    const before = db.get('SELECT 1 FROM data_sources WHERE id = 10002');
    const postgres = hasPostgres ? plantPostgres(db, planter) : undefined;
    const collections = plantCollections(planter);
    const isFlights = tables.includes('flights-3m');
    const reports = plantReports(planter, collections.analytics, source, tables);
    const notes = plantNotes(planter, collections.notes, source);
    planter.schedule(
      reports.example,
      'Every morning',
      { freq: 'daily', hour: 8, minute: 0, time_zone: 'UTC' },
      'ada',
    );
    const ran = [reports.example, reports.severalQueries, reports.defined, ...notes];
    for (const report of ran) plantRun(db, planter, report, 'ada');
    const rest = plantRest(db, planter, { reports, collection: collections.analytics, source, isFlights });
    const weekdays = { freq: 'weekly', day_of_week: [1, 2, 3, 4, 5], hour: 2, minute: 0, time_zone: 'UTC' };
    planter.schedule(reports.severalQueries, 'Weekdays', weekdays, 'grace');
    return {
      workspace,
      isPostgresNew: hasPostgres && before === undefined,
      seeds: {
        workspace: workspace.username,
        keys,
        collections,
        reports,
        ...rest,
        dataSources: { files, postgres },
      },
    };
  });
}

function plantDataSource(db: Database, planter: Planter): SeededSource {
  const token = planter.once('data-source/files', (token) => {
    db.run(`INSERT INTO data_sources (id, token, name, created_at) VALUES (10001, :token, 'Files', :at)`, {
      token,
      at: now(),
    });
  });
  return { token, id: 10_001 };
}

function plantPostgres(db: Database, planter: Planter): SeededSource {
  const token = planter.once('data-source/postgres', (token) => {
    db.run(
      `INSERT INTO data_sources (id, token, name, engine, created_at)
       VALUES (10002, :token, 'PostgreSQL', 'postgres', :at)`,
      { token, at: now() },
    );
  });
  return { token, id: 10_002 };
}

function plantCollections(planter: Planter): AnalyticsSeeds['collections'] {
  for (const creator of ['ada', 'grace'])
    planter.collection('Personal', { type: 'private', creator, members: [] });
  const everyone = ['ada', 'grace'];
  // Nobody has joined it, so that a list without a filter does not show it.
  planter.collection('Everything else', { type: 'community', creator: 'ada', members: [] });
  return {
    analytics: planter.collection('Analytics', { creator: 'ada', members: everyone, isDefault: true }),
    notes: planter.collection('Daily notes', { creator: 'ada', members: everyone, level: 'edit' }),
    restricted: planter.collection('Board', { creator: 'ada', members: ['ada'], level: 'restricted' }),
  };
}

function plantReports(
  planter: Planter,
  collection: string,
  source: number,
  tables: readonly string[],
): AnalyticsSeeds['reports'] {
  const flights = {
    name: 'Flight delays by origin',
    description: 'Which airports keep people waiting, over three million flights of 2001.',
    collection,
    queries: [{ name: 'Delays by origin', sql: flightDelays }],
  };
  const sales = {
    name: 'Sales by region',
    description: 'A small example that needs no files.',
    collection,
    queries: [{ name: 'Sales', sql: salesByRegion }],
  };
  const several = {
    name: 'Numbers and letters',
    collection,
    queries: [
      { name: 'Numbers', sql: numbers },
      { name: 'Letters', sql: letters },
    ],
  };
  const failing = {
    name: 'Broken on purpose',
    collection,
    queries: [{ name: 'No such column', sql: broken }],
  };
  const defined = { name: 'Regions', collection, queries: [{ name: 'Regions', sql: overRegions }] };
  return {
    example: planter.report(tables.includes('flights-3m') ? flights : sales, source, 'ada'),
    severalQueries: planter.report(several, source, 'grace'),
    failing: planter.report(failing, source, 'ada'),
    defined: planter.report(defined, source, 'ada'),
  };
}

function plantNotes(planter: Planter, collection: string, source: number): readonly string[] {
  return Array.from({ length: 65 }, (_, at) => {
    const day = at + 1;
    const number = String(day).padStart(2, '0');
    const queries = [{ name: 'Note', sql: `SELECT ${day} AS day, ${day} % 7 AS weekday` }];
    return planter.report(
      { name: `Daily note ${number}`, collection, queries, archived: day % 20 === 0 },
      source,
      'ada',
    );
  });
}
