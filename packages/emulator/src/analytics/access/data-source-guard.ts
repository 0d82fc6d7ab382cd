import { Refusal } from '../../server/refusal.ts';
import type { Caller } from '../kernel/identity.ts';
import { notFound } from '../kernel/refusals.ts';
import type { World } from '../kernel/world.ts';
import { isAtLeast, levelOn, type DataSourceLevel } from './levels.ts';

/** What an operation names, as far as data sources go. */
export interface Named {
  readonly dataSource?: string;
  readonly data_source_id?: string | number;
  readonly report?: string;
  readonly dataset?: string;
  readonly run?: string;
  readonly query?: string;
  readonly token?: string;
  readonly definition?: unknown;
  readonly queries_attributes?: readonly { readonly data_source_id: string | number }[];
}

const viewers = new Set([
  'dataSources.get',
  'reports.listInDataSource',
  'datasets.listInDataSource',
  'dataSourcePermissions.list',
  'dataSourcePermissions.get',
]);
const managers = new Set([
  'dataSources.update',
  'dataSources.purge',
  'schemaUpdates.create',
  'dataSourcePermissions.create',
  'dataSourcePermissions.update',
  'dataSourcePermissions.delete',
]);
const runners = new Set([
  'reportRuns.create',
  'reportRuns.createWithQueries',
  'reportRuns.refreshDatasets',
  'datasetRuns.create',
]);

/**
 * Refuses what needs more of a data source than the caller has: reading it (`view`), writing SQL for it (`query`), changing it
 * (`manage`), running reports over it and reading what they found (`view`). Source: that an unreachable source is answered
 * with 404; the rest is inferred from the names of the actions.
 *
 * @throws Refusal 404 where it is not to be seen, 403 where it is
 */
export function guardDataSources(world: World, id: string, input: Named, caller: Caller): void {
  const { db } = world;
  const need = (sources: readonly string[], needed: DataSourceLevel, hidden: 'hidden' | 'known'): void => {
    for (const source of sources) {
      const level = levelOn(world, source, caller);
      if (isAtLeast(level, needed)) continue;
      if (hidden === 'hidden' && (level === 'none' || needed === 'query'))
        throw notFound('data source not found');
      throw new Refusal(403, `You need to be allowed to ${needed} the data source for this.`);
    }
  };
  const tokens = (sql: string, values: Readonly<Record<string, string | number>>): string[] =>
    db
      .all<{ token: string }>(`SELECT DISTINCT d.token FROM data_sources AS d ${sql}`, values)
      .map(({ token }) => token);
  const byId = (source: string | number): string[] => tokens('WHERE d.id = :id', { id: Number(source) || 0 });

  if (viewers.has(id) && input.dataSource !== undefined) need([input.dataSource], 'view', 'hidden');
  if (managers.has(id) && input.dataSource !== undefined) need([input.dataSource], 'manage', 'hidden');
  if (input.data_source_id !== undefined) need(byId(input.data_source_id), 'query', 'hidden');
  for (const query of input.queries_attributes ?? []) need(byId(query.data_source_id), 'query', 'hidden');
  if (id === 'queries.update' && input.query !== undefined) {
    need(
      tokens('JOIN queries AS q ON q.data_source = d.id WHERE q.token = :token', { token: input.query }),
      'query',
      'known',
    );
  }
  if (/^definitions\.(update|execute)$/.test(id)) {
    const token = typeof input.definition === 'string' ? input.definition : (input.token ?? '');
    need(
      tokens('JOIN definitions AS f ON f.data_source = d.id WHERE f.token = :token', { token }),
      'query',
      'known',
    );
  }
  const report = input.report ?? input.dataset;
  if (report !== undefined && (runners.has(id) || id === 'results.latestCsv')) {
    need(
      tokens('JOIN queries AS q ON q.data_source = d.id WHERE q.report = :report', { report }),
      'view',
      'known',
    );
  }
  if (input.run !== undefined && /^(results|pdfExports)\./.test(id)) {
    need(
      tokens('JOIN query_runs AS q ON q.data_source = d.id WHERE q.run = :run', { run: input.run }),
      'view',
      'known',
    );
  }
}
