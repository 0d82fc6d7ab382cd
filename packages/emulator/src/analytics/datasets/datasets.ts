import { Refusal } from '../../server/refusal.ts';
import { findCollection } from '../collections/collections.ts';
import { findDataSource } from '../data-sources/data-sources.ts';
import { collection as list, links } from '../kernel/hal.ts';
import type { Caller } from '../kernel/identity.ts';
import { fixedWindow } from '../kernel/paging.ts';
import { notFound } from '../kernel/refusals.ts';
import { reportJson } from '../reports/report-json.ts';
import { deleteReport, findReport, updateReport, type ReportFields } from '../reports/reports.ts';
import type { ReportRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';

/** A dataset is a report of another type. @throws Refusal 404 */
export function findDataset(world: World, token: string, caller: Caller): ReportRow {
  try {
    const row = findReport(world, token, caller);
    if (row.type === 'DatasetReport') return row;
  } catch (cause) {
    throw new Refusal(404, 'dataset not found', { cause });
  }
  throw notFound('dataset not found');
}

export function datasetHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const listWhere = (where: string, target: string, self: string, page: unknown) => {
    const rows = db.all<ReportRow>(
      `SELECT * FROM reports WHERE type = 'DatasetReport' AND archived = 0 AND ${where}
       ORDER BY id LIMIT :limit OFFSET :offset`,
      { target, ...fixedWindow(page) },
    );
    return {
      body: list(
        self,
        'reports',
        rows.map((row) => datasetJson(world, row, 'listed')),
      ),
    };
  };

  const listInCollection: Handle<{ collection: string; page?: unknown }> = (input, { identity }) => {
    const { token } = findCollection(world, input.collection, identity);
    const self = `/api/${workspace.username}/collections/${token}/datasets`;
    return listWhere('collection = :target', token, self, input.page);
  };
  const listInDataSource: Handle<{ dataSource: string; page?: unknown }> = (input) => {
    const { token, id } = findDataSource(world, input.dataSource);
    const self = `/api/${workspace.username}/data_sources/${token}/datasets`;
    const uses = 'EXISTS (SELECT 1 FROM queries WHERE report = reports.token AND data_source = :target)';
    return listWhere(uses, String(id), self, input.page);
  };
  const get: Handle<{ dataset: string }> = (input, { identity }) => ({
    body: datasetJson(world, findDataset(world, input.dataset, identity)),
  });
  const update: Handle<ReportFields & { dataset: string }> = (input, { identity }) => {
    const row = findDataset(world, input.dataset, identity);
    updateReport(world, row, input, identity);
    return { body: datasetJson(world, findDataset(world, row.token, identity)) };
  };
  const remove: Handle<{ dataset: string }> = async (input, { identity }) => {
    await deleteReport(world, findDataset(world, input.dataset, identity).token);
    return {};
  };
  /** Who imports it: in short. */
  const reports: Handle<{ dataset: string; page?: unknown }> = (input, { identity }) => {
    const { token } = findDataset(world, input.dataset, identity);
    const rows = db.all<ReportRow>(
      `SELECT r.* FROM reports AS r JOIN report_imports AS i ON i.report = r.token
       WHERE i.dataset = :token ORDER BY r.id LIMIT :limit OFFSET :offset`,
      { token, ...fixedWindow(input.page) },
    );
    const short = rows.map((row) => ({
      token: row.token,
      name: row.name,
      _links: links({
        self: `/api/${workspace.username}/reports/${row.token}`,
        creator: `/api/${row.creator}`,
      }),
    }));
    return { body: list(`/api/${workspace.username}/datasets/${token}/reports`, 'reports', short) };
  };
  return {
    'datasets.listInCollection': listInCollection,
    'datasets.listInDataSource': listInDataSource,
    'datasets.get': get,
    'datasets.update': update,
    'datasets.delete': remove,
    'reports.listInDataset': reports,
  };
}

/** What reports have and datasets do not. Source: a capture of 2024. */
const ofReports = {
  fields: [
    'chart_count',
    'color_mappings',
    'theme_id',
    'full_width',
    'is_embedded',
    'is_signed',
    'shared',
    'flamingo_signature',
  ],
  links: [
    'csv_export',
    'share',
    'web_report_runs',
    'report_filters',
    'report_subscriptions',
    'python_visualizations',
    'report_theme',
    'validate_email_subscriber',
  ],
  inputs: ['color_mappings', 'theme', 'full_width'],
};

/** Lists tell what reading the one does not, and the other way round. */
function datasetJson(world: World, row: ReportRow, place?: 'listed'): Record<string, unknown> {
  const json = reportJson(world, row, place);
  const { username } = world.workspace;
  const absent = place === 'listed' ? ['archived', 'expected_runtime'] : ['description'];
  const listed = (): Record<string, unknown> => ({
    collection_name:
      world.db.get<{ name: string }>('SELECT name FROM collections WHERE token = :token', {
        token: row.collection,
      })?.name ?? null,
    collection_token: row.collection,
    is_sample: false,
    switch_view_token: null,
    thoughtspot_published_at: null,
  });
  return {
    ...without(json, [...ofReports.fields, ...absent]),
    ...(place === 'listed' ? listed() : {}),
    _links: {
      ...without(json['_links'], ofReports.links),
      ...links({
        self: `/api/${username}/reports/${row.token}`,
        web: `https://app.mode.com/${username}/datasets/${row.token}`,
        web_edit: `/editor/${username}/datasets/${row.token}`,
        report_index_web: `/${username}/spaces/${row.collection}`,
        dataset_dependencies: `/api/${username}/datasets/${row.token}/reports`,
      }),
    },
    _forms: Object.fromEntries(
      Object.entries(json['_forms'] ?? {}).map(([name, form]) => [name, withoutInputs(form)]),
    ),
  };
}

function without(value: unknown, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([name]) => !names.includes(name)));
}

/** A form without the fields that datasets do not have. */
function withoutInputs(form: unknown): unknown {
  const fields = without(form, []);
  const { report } = without(fields['input'], []);
  return report === undefined ? form : { ...fields, input: { report: without(report, ofReports.inputs) } };
}
