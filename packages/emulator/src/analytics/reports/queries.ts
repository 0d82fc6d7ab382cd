import { Refusal } from '../../server/refusal.ts';
import { dataSourceById } from '../data-sources/data-sources.ts';
import { links, collection as list } from '../kernel/hal.ts';
import type { Caller } from '../kernel/identity.ts';
import { notFound } from '../kernel/refusals.ts';
import { findReport } from './reports.ts';
import type { QueryRow } from '../kernel/rows.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

/** What can be changed of a query. */
export interface QueryFields {
  data_source_id?: string | number;
  raw_query?: string;
  name?: string;
}

/** What a new query cannot do without. */
type NewQuery = QueryFields & { data_source_id: string | number; raw_query: string };

/** A query by its own token: a wrong enclosing report still answers, and `self` names the true one. @throws Refusal 404 */
export function findQuery(
  world: World,
  place: { readonly report: string; readonly query: string },
  caller: Caller,
): QueryRow {
  findReport(world, place.report, caller);
  const row = world.db.get<QueryRow>('SELECT * FROM queries WHERE token = :token', { token: place.query });
  if (!row) throw notFound('query not found');
  findReport(world, row.report, caller);
  return row;
}

/** Puts a query at the end of a report; answers its token. @throws Refusal 404 where its data source is not to be seen */
export function addQuery(world: World, report: string, fields: NewQuery, { user }: Caller): string {
  const { n } = world.db.get<{ n: number }>('SELECT count(*) AS n FROM queries WHERE report = :report', {
    report,
  }) ?? { n: 0 };
  const [token, at] = [newToken(), now()];
  world.db.run(
    `INSERT INTO queries (token, report, name, raw_query, data_source, creator, created_at, updated_at)
     VALUES (:token, :report, :name, :sql, :source, :user, :at, :at)`,
    {
      token,
      report,
      name: fields.name ?? `Query ${n + 1}`,
      sql: fields.raw_query,
      source: dataSourceById(world, fields.data_source_id),
      user,
      at,
    },
  );
  return token;
}

/** Changes what is given of a query. @throws Refusal 404 where its new data source is not to be seen */
export function changeQuery(world: World, row: QueryRow, fields: QueryFields): void {
  const { data_source_id: source } = fields;
  if (fields.raw_query === '') throw new Refusal(400, "Raw query can't be blank");
  world.db.run(
    'UPDATE queries SET name = :name, raw_query = :sql, data_source = :source, updated_at = :at WHERE token = :token',
    {
      token: row.token,
      name: fields.name ?? row.name,
      sql: fields.raw_query ?? row.raw_query,
      source: source === undefined ? row.data_source : dataSourceById(world, source),
      at: now(),
    },
  );
}

export function queryHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;

  const find = (token: string): QueryRow => {
    const row = db.get<QueryRow>('SELECT * FROM queries WHERE token = :token', { token });
    if (!row) throw notFound('query not found');
    return row;
  };

  const listQueries: Handle<{ report: string }> = (input, { identity }) => {
    const { token } = findReport(world, input.report, identity);
    const rows = db.all<QueryRow>('SELECT * FROM queries WHERE report = :token ORDER BY id', { token });
    const self = `/api/${workspace.username}/reports/${token}/queries`;
    return {
      body: list(
        self,
        'queries',
        rows.map((row) => queryJson(world, row)),
      ),
    };
  };

  const get: Handle<{ report: string; query: string }> = (input, { identity }) => {
    return { body: queryJson(world, findQuery(world, input, identity)) };
  };

  const create: Handle<NewQuery & { report: string }> = (input, { identity }) => {
    const report = findReport(world, input.report, identity);
    return { body: queryJson(world, find(addQuery(world, report.token, input, identity))) };
  };

  const update: Handle<QueryFields & { report: string; query: string }> = (input, { identity }) => {
    const row = findQuery(world, input, identity);
    changeQuery(world, row, input);
    return { body: queryJson(world, find(row.token)) };
  };

  const remove: Handle<{ report: string; query: string }> = (input, { identity }) => {
    const row = findQuery(world, input, identity);
    const body = queryJson(world, row);
    db.transaction(() => {
      db.run('DELETE FROM charts WHERE query = :token', { token: row.token });
      db.run('DELETE FROM queries WHERE token = :token', { token: row.token });
    });
    return { body };
  };

  return {
    'queries.delete': remove,
    'queries.list': listQueries,
    'queries.get': get,
    'queries.create': create,
    'queries.update': update,
  };
}

function queryJson({ db, workspace, id }: World, row: QueryRow): Record<string, unknown> {
  const report = `/api/${workspace.username}/reports/${row.report}`;
  const self = `${report}/queries/${row.token}`;
  // Queries of datasets have less: so they were captured.
  const isDataset = db.get(`SELECT 1 FROM reports WHERE token = :report AND type = 'DatasetReport'`, {
    report: row.report,
  });
  const last = db.get<{ id: number | null }>('SELECT max(id) AS id FROM query_runs WHERE query = :token', {
    token: row.token,
  });
  return {
    token: row.token,
    id: id(row.id),
    raw_query: row.raw_query,
    created_at: row.created_at,
    updated_at: row.updated_at,
    name: row.name,
    last_run_id: last?.id == null ? null : id(last.id),
    data_source_id: id(row.data_source),
    explorations_count: 0,
    report_imports_count: 0,
    dbt_metric_id: null,
    _links: links({
      self,
      report,
      report_runs: `${report}/runs`,
      ...(isDataset
        ? {}
        : {
            charts: `${self}/charts`,
            new_chart: `${self}/charts/new`,
            new_query_table: `${self}/tables/new`,
            query_tables: `${self}/tables`,
          }),
      query_runs: `${self}/runs`,
      creator: `/api/${row.creator}`,
    }),
    _forms: {
      edit: {
        method: 'patch',
        action: self,
        content_type: 'application/json',
        input: {
          query: {
            raw_query: { type: 'text', value: row.raw_query },
            name: { type: 'text', value: row.name },
            data_source_id: { type: 'text', value: id(row.data_source) },
          },
        },
      },
      ...(isDataset ? {} : { destroy: { method: 'delete', action: self } }),
    },
  };
}
