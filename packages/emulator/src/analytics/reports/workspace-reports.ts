import { findCollection } from '../collections/collections.ts';
import { collection as list } from '../kernel/hal.ts';
import type { Caller } from '../kernel/identity.ts';
import { fixedWindow } from '../kernel/paging.ts';
import type { ReportRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';
import { reportJson } from './report-json.ts';

/** What each filter of the workspace's links means here. Source: inferred; nobody has seen the answers. */
const filters: Readonly<Record<string, string>> = {
  archived: 'archived = 1',
  drafts: "EXISTS (SELECT 1 FROM collections WHERE token = reports.collection AND space_type = 'private')",
  viewed: 'EXISTS (SELECT 1 FROM report_views WHERE report = reports.token AND last_at IS NOT NULL)',
  // Nothing here is public, and nobody marks anything with a star.
  public: '1 = 0',
  starred: '1 = 0',
  by_ids: "instr(',' || :ids || ',', ',' || token || ',') > 0",
};

/** The reports of the workspace that a caller may see, in whatever collection. */
export function workspaceReportHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const listAll: Handle<{ page?: unknown; filter?: unknown; ids?: unknown }> = (input, { identity }) => {
    const { filter } = input;
    const where =
      typeof filter === 'string' && Object.hasOwn(filters, filter) ? filters[filter] : 'archived = 0';
    const rows = db.all<ReportRow>(
      `SELECT * FROM reports WHERE type = 'Report' AND :ids = :ids AND ${where} ORDER BY id`,
      { ids: typeof input.ids === 'string' ? input.ids : '' },
    );
    const seen = new Map<string, boolean>();
    const mine = rows.filter(({ collection }) => {
      const known = seen.get(collection) ?? isSeen(world, collection, identity);
      seen.set(collection, known);
      return known;
    });
    const { limit, offset } = fixedWindow(input.page);
    const shown = mine.slice(offset, offset + limit).map((row) => reportJson(world, row, 'listed'));
    return { body: list(`/api/${workspace.username}/reports`, 'reports', shown) };
  };
  return { 'reports.list': listAll };
}

function isSeen(world: World, collection: string, caller: Caller): boolean {
  try {
    findCollection(world, collection, caller);
    return true;
  } catch {
    return false;
  }
}
