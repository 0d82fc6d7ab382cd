import type { SavedResult } from '../../sql/index.ts';
import { findDataset } from './datasets.ts';
import { collection as list, links } from '../kernel/hal.ts';
import { countedWindow, counters } from '../kernel/paging.ts';
import { notFound } from '../kernel/refusals.ts';
import type { ReportRunRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';

/** Runs of datasets, and the columns that the latest one had. */
export function datasetRunHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace, runner } = world;
  const pathOf = (dataset: string): string => `/api/${workspace.username}/datasets/${dataset}`;
  const find = (dataset: string, token: string): ReportRunRow => {
    const row = db.get<ReportRunRow>('SELECT * FROM report_runs WHERE report = :dataset AND token = :token', {
      dataset,
      token,
    });
    if (!row) throw notFound('run not found');
    return row;
  };
  const json = (row: ReportRunRow): Record<string, unknown> => datasetRunJson(world, row, pathOf(row.report));

  const listAll: Handle<{ dataset: string; page?: unknown; per_page?: unknown }> = (input, { identity }) => {
    const { token } = findDataset(world, input.dataset, identity);
    const rows = db.all<ReportRunRow>('SELECT * FROM report_runs WHERE report = :token ORDER BY id DESC', {
      token,
    });
    const window = countedWindow(input.page, input.per_page, 20);
    const shown = rows.slice(window.offset, window.offset + window.limit);
    const self = `${pathOf(token)}/runs`;
    return {
      body: list(self, 'report_runs', shown.map(json), counters(self, window, shown.length, rows.length)),
    };
  };
  const create: Handle<{ dataset: string }> = async (input, { identity }) => {
    const { token } = findDataset(world, input.dataset, identity);
    return { body: json(find(token, await runner.start({ report: token, user: identity.user }))) };
  };
  const get: Handle<{ dataset: string; run: string }> = (input, { identity }) => ({
    body: json(find(findDataset(world, input.dataset, identity).token, input.run)),
  });
  const fields: Handle<{ dataset: string }> = (input, { identity }) => {
    const { token } = findDataset(world, input.dataset, identity);
    const latest = db.get<{ result: string }>(
      `SELECT q.result FROM query_runs AS q JOIN report_runs AS r ON r.token = q.run
       WHERE r.report = :token AND q.state = 'succeeded' AND q.result IS NOT NULL ORDER BY r.id DESC, q.id LIMIT 1`,
      { token },
    );
    const columns = latest ? (JSON.parse(latest.result) as SavedResult).columns : [];
    return {
      body: list(
        `${pathOf(token)}/fields`,
        'fields',
        columns.map(({ name, type }) => ({ name, type })),
      ),
    };
  };
  return {
    'datasetRuns.list': listAll,
    'datasetRuns.create': create,
    'datasetRuns.get': get,
    'datasetFields.list': fields,
  };
}

function datasetRunJson(
  { db, workspace }: World,
  row: ReportRunRow,
  dataset: string,
): Record<string, unknown> {
  const latest = db.get<{ token: string; success: string | null }>(
    `SELECT (SELECT token FROM report_runs WHERE report = :report ORDER BY id DESC LIMIT 1) AS token,
       (SELECT token FROM report_runs WHERE report = :report AND state = 'succeeded' ORDER BY id DESC LIMIT 1) AS success`,
    { report: row.report },
  );
  const self = `${dataset}/runs/${row.token}`;
  return {
    token: row.token,
    state: row.state,
    created_at: row.created_at,
    updated_at: row.updated_at,
    completed_at: row.completed_at,
    purge_started_at: row.purged_at,
    purge_completed_at: row.purged_at,
    is_latest_report_run: latest?.token === row.token,
    is_latest_successful_report_run: latest?.success === row.token,
    _links: links({
      self,
      account: `/api/${workspace.username}`,
      dataset,
      // The rows are read where those of reports are.
      query_runs: `/api/${workspace.username}/reports/${row.report}/runs/${row.token}/query_runs`,
      executed_by: `/api/${row.executed_by}`,
      share: `/${workspace.username}/datasets/${row.report}/runs/${row.token}`,
    }),
  };
}
