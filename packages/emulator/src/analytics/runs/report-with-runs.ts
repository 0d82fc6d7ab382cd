import { collection as list } from '../kernel/hal.ts';
import type { ReportRunRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';
import { reportJson } from '../reports/report-json.ts';
import { findReport } from '../reports/reports.ts';
import { runJson } from './report-runs.ts';

/** One report, with its latest runs where they are asked for. Source: the vendor's browser extension of 2016. */
export function reportWithRunsHandlers(world: World): Record<string, Handle<never>> {
  const get: Handle<{ report: string; 'embed[report_runs]'?: unknown }> = (input, { identity }) => {
    const row = findReport(world, input.report, identity);
    const json = reportJson(world, row);
    if (input['embed[report_runs]'] === undefined) return { body: json };
    const runs = world.db.all<ReportRunRow>(
      'SELECT * FROM report_runs WHERE report = :token ORDER BY id DESC LIMIT 20',
      { token: row.token },
    );
    const self = `/api/${world.workspace.username}/reports/${row.token}/runs`;
    const written = runs.map((run) => runJson(world, run));
    return { body: { ...json, _embedded: { report_runs: list(self, 'report_runs', written) } } };
  };
  return { 'reports.get': get };
}
