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

/** Lists tell what reading the one does not, and the other way round. */
function datasetJson(world: World, row: ReportRow, place?: 'listed'): Record<string, unknown> {
  const json = reportJson(world, row, place);
  const absent = place === 'listed' ? ['archived', 'expected_runtime'] : ['description'];
  const self = `/api/${world.workspace.username}/datasets/${row.token}`;
  const kept = Object.entries(json).filter(([key]) => key !== 'chart_count' && !absent.includes(key));
  return { ...Object.fromEntries(kept), _links: { ...(json['_links'] as object), self: { href: self } } };
}
