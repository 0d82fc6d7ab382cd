import { links } from '../kernel/hal.ts';
import type { ReportSettings } from './report-settings-json.ts';
import { reportForms } from './report-forms.ts';
import type { ReportRow } from '../kernel/rows.ts';
import type { World } from '../kernel/world.ts';

interface Facts {
  query_count: number;
  chart_count: number;
  import_count: number;
  runs_count: number;
  schedules_count: number;
  query_preview: string | null;
  last_run: string | null;
  last_run_at: string | null;
  last_success: string | null;
  last_success_at: string | null;
  last_success_began: string | null;
  view_count: number;
}

/** What a report's row says by itself, and by what belongs to it. */
const factsSql = `
  SELECT
    (SELECT count(*) FROM queries WHERE report = :token) AS query_count,
    (SELECT count(*) FROM charts WHERE query IN (SELECT token FROM queries WHERE report = :token)) AS chart_count,
    (SELECT count(*) FROM report_imports WHERE report = :token) AS import_count,
    (SELECT count(*) FROM report_runs WHERE report = :token) AS runs_count,
    (SELECT count(*) FROM report_schedules WHERE report = :token) AS schedules_count,
    coalesce((SELECT count FROM report_views WHERE report = :token), 0) AS view_count,
    (SELECT substr(raw_query, 1, 125) FROM queries WHERE report = :token ORDER BY id LIMIT 1) AS query_preview,
    last.token AS last_run, last.created_at AS last_run_at,
    success.token AS last_success, success.completed_at AS last_success_at, success.created_at AS last_success_began
  FROM (SELECT 1)
  LEFT JOIN (SELECT * FROM report_runs WHERE report = :token ORDER BY id DESC LIMIT 1) AS last
  LEFT JOIN (SELECT * FROM report_runs WHERE report = :token AND state = 'succeeded' ORDER BY id DESC LIMIT 1) AS success`;

function importsOf({ db, workspace }: World, token: string): Record<string, unknown>[] {
  const rows = db.all<{ token: string; name: string | null }>(
    `SELECT r.token, r.name FROM report_imports AS i JOIN reports AS r ON r.token = i.dataset WHERE i.report = :token`,
    { token },
  );
  const reports = `/api/${workspace.username}/reports`;
  return rows.map((row) => ({
    ...row,
    _links: links({
      report: `${reports}/${token}`,
      source_dataset: `/api/${workspace.username}/datasets/${row.token}`,
    }),
    _forms: { refresh: { method: 'post', action: `${reports}/${row.token}/runs` } },
  }));
}

/** A report as the platform writes it. Lists leave out what costs: `imported_datasets`. Source: reports as captured. */
export function reportJson(world: World, row: ReportRow, place?: 'listed'): Record<string, unknown> {
  const facts = world.db.get<Facts>(factsSql, { token: row.token });
  const settings = JSON.parse(row.settings) as ReportSettings;
  const began = Date.parse(facts?.last_success_began ?? '');
  const ended = Date.parse(facts?.last_success_at ?? '');
  return {
    token: row.token,
    id: world.id(row.id),
    name: row.name,
    description: row.description ?? '',
    created_at: row.created_at,
    updated_at: row.updated_at,
    published_at: null,
    edited_at: row.edited_at,
    theme_id: world.id(settings.theme ?? 3),
    color_mappings: {},
    type: row.type,
    last_successful_sync_at: row.synced_at,
    last_saved_at: row.edited_at,
    archived: row.archived === 1,
    space_token: row.collection,
    account_id: world.id(world.workspace.id),
    account_username: world.workspace.username,
    public: false,
    full_width: settings.full_width ?? false,
    manual_run_disabled: settings.manual_run_disabled ?? false,
    drill_anywhere_enabled: settings.drill_anywhere_enabled ?? false,
    run_privately: true,
    drilldowns_enabled: true,
    ...(settings.layout === undefined || place === 'listed' ? {} : { layout: settings.layout }),
    is_embedded: false,
    is_signed: false,
    shared: false,
    ...(row.github_link === null ? {} : { github_link: row.github_link }),
    ...(place === 'listed'
      ? {
          has_imported_datasets: (facts?.import_count ?? 0) > 0,
          has_schedules_with_invalid_intervals: false,
          layout: settings.layout ?? '',
          star: null,
          dbt_metadata: null,
        }
      : { imported_datasets: importsOf(world, row.token) }),
    expected_runtime: Number.isNaN(ended - began) ? 0 : (ended - began) / 1000,
    last_successfully_run_at: facts?.last_success_at ?? null,
    last_run_at: facts?.last_run_at ?? null,
    last_successful_run_token: facts?.last_success ?? null,
    ...(facts?.last_success ? { web_preview_image: previewOf(world, row.token, facts.last_success) } : {}),
    flamingo_signature: Buffer.from(row.token).toString('base64'),
    query_count: facts?.query_count ?? 0,
    max_query_count: 160,
    chart_count: facts?.chart_count ?? 0,
    runs_count: facts?.runs_count ?? 0,
    schedules_count: facts?.schedules_count ?? 0,
    query_preview: facts?.query_preview ?? '',
    view_count: facts?.view_count ?? 0,
    _links: linksOf(world, row, facts),
    _forms: reportForms(world, row, settings, facts?.last_run ?? undefined),
  };
}

function linksOf({ workspace }: World, row: ReportRow, facts: Facts | undefined): ReturnType<typeof links> {
  const { username } = workspace;
  const self = `/api/${username}/reports/${row.token}`;
  const runOf = (token: string | null | undefined): string | undefined =>
    token ? `${self}/runs/${token}` : undefined;
  return links({
    self,
    web: `https://app.mode.com/${username}/reports/${row.token}`,
    web_edit: `/editor/${username}/reports/${row.token}`,
    csv_export: `${self}/results/content.csv`,
    share: `/${username}/reports/${row.token}`,
    web_report_runs: `/${username}/reports/${row.token}/runs`,
    account: `/api/${username}`,
    report_run: `${self}/runs/{id}?embed[result]=1`,
    space: `/api/${username}/collections/${row.collection}`,
    space_links: `${self}/space_links`,
    queries: `${self}/queries`,
    report_runs: `${self}/runs`,
    report_pins: `${self}/pins`,
    report_filters: `${self}/filters`,
    report_schedules: `${self}/schedules`,
    report_subscriptions: `${self}/subscriptions`,
    python_visualizations: `${self}/layout_cells`,
    last_run: runOf(facts?.last_run),
    last_successful_run: runOf(facts?.last_success),
    last_successful_github_sync: row.github_link ?? undefined,
    perspective_email_subscription_memberships: `${self}/perspective_email_report_subscription_memberships`,
    validate_email_subscriber: `${self}/email_report_subscribers/validate{?subscriber[email]}`,
    creator: `/api/${row.creator}`,
    report_theme: `/api/modeanalytics/report_themes/${themeToken}`,
    report_index_web: `/${username}/spaces/${row.collection}/reports/${row.token}`,
  });
}

/** Token of the theme that all reports link to. Source: the captures, which name this one. */
const themeToken = '3818837139b7';

/** The platform signs a link that lasts two minutes. The emulator draws no pictures: its link leads nowhere, for certain. */
function previewOf({ workspace }: World, report: string, run: string): string {
  return `https://previews.invalid/report-run-previews/web/${workspace.username}/${report}/${run}?X-Amz-Expires=119`;
}
