import { links, collection as list } from '../kernel/hal.ts';
import type { Caller } from '../kernel/identity.ts';
import { fixedWindow } from '../kernel/paging.ts';
import { notFound } from '../kernel/refusals.ts';
import { findQuery } from '../reports/queries.ts';
import { findRun } from './report-runs.ts';
import type { DataSourceRow, QueryRunRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';

export interface QueryRunPlace {
  report: string;
  run: string;
  queryRun: string;
}

/** A query run by its own token. @throws Refusal 404 */
export function findQueryRun(world: World, place: QueryRunPlace, caller: Caller): QueryRunRow {
  findRun(world, place.report, place.run, caller);
  const row = world.db.get<QueryRunRow>('SELECT * FROM query_runs WHERE token = :token', {
    token: place.queryRun,
  });
  if (!row) throw notFound('query run not found');
  findRun(world, place.report, row.run, caller);
  return row;
}

/** The query runs of a report run, in the order of its queries. */
export function queryRunsOf({ db }: World, run: string): QueryRunRow[] {
  return db.all<QueryRunRow>('SELECT * FROM query_runs WHERE run = :run ORDER BY id', { run });
}

export function queryRunHandlers(world: World): Record<string, Handle<never>> {
  const { workspace } = world;
  const listQueryRuns: Handle<{ report: string; run: string }> = (input, { identity }) => {
    const run = findRun(world, input.report, input.run, identity);
    const self = `/api/${workspace.username}/reports/${run.report}/runs/${run.token}/query_runs`;
    const rows = queryRunsOf(world, run.token).map((row) => queryRunJson(world, row, run));
    return { body: list(self, 'query_runs', rows) };
  };
  const listInQuery: Handle<{ report: string; query: string; page?: unknown }> = (input, { identity }) => {
    const { token, report } = findQuery(world, input, identity);
    const rows = world.db.all<QueryRunRow>(
      'SELECT * FROM query_runs WHERE query = :token ORDER BY id DESC LIMIT :limit OFFSET :offset',
      { token, ...fixedWindow(input.page) },
    );
    const self = `/api/${workspace.username}/reports/${report}/queries/${token}/runs`;
    const json = rows.map((row) => queryRunJson(world, row, findRun(world, report, row.run, identity)));
    return { body: list(self, 'query_runs', json) };
  };
  const get: Handle<QueryRunPlace> = (input, { identity }) => {
    const row = findQueryRun(world, input, identity);
    return { body: queryRunJson(world, row, findRun(world, input.report, row.run, identity)) };
  };
  return { 'queryRuns.list': listQueryRuns, 'queryRuns.listInQuery': listInQuery, 'queryRuns.get': get };
}

function queryRunJson(
  { db, workspace, id }: World,
  row: QueryRunRow,
  run: { report: string; parameters: string; executed_by: string },
): Record<string, unknown> {
  const source = db.get<DataSourceRow>('SELECT * FROM data_sources WHERE id = :id', { id: row.data_source });
  const report = `/api/${workspace.username}/reports/${run.report}`;
  const self = `${report}/runs/${row.run}/query_runs/${row.token}`;
  const web = `/${workspace.username}/reports/${run.report}/runs/${row.run}`;
  return {
    token: row.token,
    // Seen so: the id of a query run is its token.
    id: row.token,
    raw_source: row.raw_source,
    ...(row.rendered_source === null ? {} : { rendered_source: row.rendered_source }),
    state: row.state,
    created_at: row.created_at,
    completed_at: row.completed_at,
    data_source_id: id(row.data_source),
    data_source_token: source?.token ?? null,
    limit: row.limited === 1,
    query_token: row.query,
    query_name: row.query_name,
    query_created_at: row.query_created_at,
    dbt_metric_id: null,
    parameters: JSON.parse(run.parameters) as unknown,
    max_result_bytes: 5_000_000_000,
    ...(row.state === 'failed'
      ? {
          error_code: row.error_code,
          error_type: 'generic',
          error_message: row.error_message,
          help_url: 'https://mode.com/help',
        }
      : {}),
    _links: links({
      self,
      query: `${report}/queries/${row.query}`,
      result: `${self}/results`,
      result_web: web,
      query_web: `/editor${web}`,
      report_run: `${report}/runs/${row.run}`,
      report_run_web: web,
      executed_by: `/api/${run.executed_by}`,
    }),
  };
}
