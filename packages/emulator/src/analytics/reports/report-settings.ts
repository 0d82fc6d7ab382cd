import { findDataSource } from '../data-sources/data-sources.ts';
import { collection as list } from '../kernel/hal.ts';
import { fixedWindow } from '../kernel/paging.ts';
import type { ReportSettings } from './report-settings-json.ts';
import { reportJson } from './report-json.ts';
import { findReport } from './reports.ts';
import type { ReportRow } from '../kernel/rows.ts';
import { now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

/** What is known of reports from their forms only, and the reports of a data source. */
export function reportSettingHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;

  const update: Handle<ReportSettings & { report: string }> = (input, { identity }) => {
    const row = findReport(world, input.report, identity);
    const { theme, full_width, manual_run_disabled, drill_anywhere_enabled } = input;
    const given = Object.entries({ theme, full_width, manual_run_disabled, drill_anywhere_enabled });
    const settings = {
      ...(JSON.parse(row.settings) as ReportSettings),
      ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    };
    db.run('UPDATE reports SET settings = :settings, updated_at = :at WHERE token = :token', {
      token: row.token,
      settings: JSON.stringify(settings),
      at: now(),
    });
    return { body: reportJson(world, findReport(world, row.token, identity)) };
  };

  const sync: Handle<{ report: string }> = (input, { identity }) => {
    const { token } = findReport(world, input.report, identity);
    db.run('UPDATE reports SET github_link = :github, synced_at = :at WHERE token = :token', {
      token,
      github: `https://github.com/${workspace.username}/mode/tree/main/reports/${token}`,
      at: now(),
    });
    return { body: reportJson(world, findReport(world, token, identity)) };
  };

  /** One row for each of a report's queries there, so that reports repeat, on one page and across pages. */
  const listInDataSource: Handle<{ dataSource: string; page?: unknown }> = (input, { identity }) => {
    const source = findDataSource(world, input.dataSource);
    const rows = db
      .all<ReportRow>(
        `SELECT r.* FROM reports AS r JOIN queries AS q ON q.report = r.token
         WHERE q.data_source = :id AND r.type = 'Report' ORDER BY r.id, q.id`,
        { id: source.id },
      )
      .filter((row) => isVisible(row.token, identity));
    const { limit, offset } = fixedWindow(input.page);
    const self = `/api/${workspace.username}/data_sources/${source.token}/reports`;
    const shown = rows.slice(offset, offset + limit).map((row) => reportJson(world, row, 'listed'));
    return { body: list(self, 'reports', shown) };
  };
  const isVisible = (token: string, caller: Parameters<typeof findReport>[2]): boolean => {
    try {
      findReport(world, token, caller);
      return true;
    } catch {
      return false;
    }
  };
  return {
    'reports.updateSettings': update,
    'reports.syncToGithub': sync,
    'reports.listInDataSource': listInDataSource,
  };
}
