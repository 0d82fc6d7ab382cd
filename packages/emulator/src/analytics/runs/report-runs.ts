import { Refusal } from '../../server/refusal.ts';
import { listingSql, type Listing } from '../kernel/filters.ts';
import { collection as list, links } from '../kernel/hal.ts';
import type { Caller } from '../kernel/identity.ts';
import { countedWindow, counters } from '../kernel/paging.ts';
import { notFound } from '../kernel/refusals.ts';
import { findReport } from '../reports/reports.ts';
import type { ReportRunRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';

/** A run is found by its own token; the enclosing report need only be one that the caller may see. @throws Refusal 404 */
export function findRun(world: World, report: string, token: string, caller: Caller): ReportRunRow {
  findReport(world, report, caller);
  const row = world.db.get<ReportRunRow>('SELECT * FROM report_runs WHERE token = :token', { token });
  if (!row) throw notFound('run not found');
  findReport(world, row.report, caller);
  return row;
}

export function reportRunHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace, runner } = world;

  const listRuns: Handle<Listing & { report: string; page?: unknown; per_page?: unknown }> = (
    input,
    { identity },
  ) => {
    const { token } = findReport(world, input.report, identity);
    // Observed again and again: this parameter, on this list, is more than the server can bear.
    if (input.filter !== undefined && !world.obeysFilters) throw new Refusal(500, 'internal server error');
    const { where, order, time } = listingSql(world.obeysFilters ? input : {}, 'id DESC');
    const from = `FROM report_runs WHERE report = :token ${where}`;
    const total = db.get<{ n: number }>(`SELECT count(*) AS n ${from}`, { token, time })?.n ?? 0;
    const window = countedWindow(input.page, input.per_page, 20);
    const rows = db.all<ReportRunRow>(`SELECT * ${from} ORDER BY ${order} LIMIT :limit OFFSET :offset`, {
      token,
      time,
      limit: window.limit,
      offset: window.offset,
    });
    const self = `/api/${workspace.username}/reports/${token}/runs`;
    const written = rows.map((row) => runJson(world, row));
    return { body: list(self, 'report_runs', written, counters(self, window, rows.length, total)) };
  };

  const get: Handle<{ report: string; run: string }> = (input, { identity }) => ({
    body: runJson(world, findRun(world, input.report, input.run, identity)),
  });

  const create: Handle<{ report: string; parameters?: Readonly<Record<string, unknown>> }> = async (
    input,
    { identity },
  ) => {
    const { token } = findReport(world, input.report, identity);
    const run = await runner.start({
      report: token,
      parameters: input.parameters ?? {},
      user: identity.user,
    });
    return { body: runJson(world, findRun(world, token, run, identity)) };
  };

  return { 'reportRuns.list': listRuns, 'reportRuns.get': get, 'reportRuns.create': create };
}

interface Standing {
  latest: string | null;
  success: string | null;
  failures: number;
}

/** A run as the platform writes it. */
export function runJson(
  { db, workspace, id, isBefore2024 }: World,
  row: ReportRunRow,
): Record<string, unknown> {
  const standing = db.get<Standing>(
    `SELECT
       (SELECT token FROM report_runs WHERE report = :report ORDER BY id DESC LIMIT 1) AS latest,
       (SELECT token FROM report_runs WHERE report = :report AND state = 'succeeded' ORDER BY id DESC LIMIT 1) AS success,
       (SELECT count(*) FROM report_runs WHERE report = :report AND state = 'failed' AND id >
         (SELECT coalesce(max(id), 0) FROM report_runs WHERE report = :report AND state = 'succeeded')) AS failures`,
    { report: row.report },
  );
  const source = db.get<{ data_source: number }>(
    'SELECT data_source FROM query_runs WHERE run = :run ORDER BY id LIMIT 1',
    { run: row.token },
  );
  const report = `/api/${workspace.username}/reports/${row.report}`;
  const self = `${report}/runs/${row.token}`;
  const web = `/${workspace.username}/reports/${row.report}/runs/${row.token}`;
  const isLatestSuccess = standing?.success === row.token;
  return {
    token: row.token,
    state: row.state,
    parameters: JSON.parse(row.parameters) as unknown,
    created_at: row.created_at,
    updated_at: row.updated_at,
    completed_at: row.completed_at,
    purge_started_at: row.purged_at,
    purge_completed_at: row.purged_at,
    python_state: 'none',
    form_fields: JSON.parse(row.form_fields) as unknown,
    is_latest_report_run: standing?.latest === row.token,
    is_latest_successful_report_run: isLatestSuccess,
    has_more_recent_successful_run_available: standing?.success != null && !isLatestSuccess,
    report_has_failures_since_last_success: (standing?.failures ?? 0) > 0,
    ...(source === undefined ? {} : { data_source_id: id(source.data_source) }),
    ...(isBefore2024 ? { flamingo_signature: Buffer.from(row.token).toString('base64') } : {}),
    _links: links({
      latest_successful_report_run_api_url: standing?.success
        ? `${report}/runs/${standing.success}`
        : undefined,
      self,
      content: `${self}/results/content.csv`,
      account: `/api/${workspace.username}`,
      report_schedule: row.schedule === null ? undefined : `${report}/schedules/${row.schedule}`,
      executed_by: `/api/${row.executed_by}`,
      share: web,
      embed: `${web}/embed`,
      report,
      clone: `${web}/clone`,
      query_runs: `${self}/query_runs`,
      python_cell_runs: `${self}/python_cell_runs`,
      pdf_export: `${report}/exports/runs/${row.token}/pdf`,
      web_external_url: `https://app.mode.com${web}`,
    }),
    _forms: row.state === 'enqueued' ? formsOf(self) : {},
  };
}

/** `edit` is for the platform's own workers, which hand in what a query answered; the emulator has none. */
function formsOf(self: string): Record<string, unknown> {
  const text = { type: 'text' };
  const dataset = { count: text, content: { type: 'file' }, columns: text };
  const error = { message: text, detail: text };
  return {
    edit: { method: 'patch', action: self, input: { report_run: { dataset, error } } },
    cancel: { method: 'put', action: `${self}/cancel` },
  };
}
