import { Refusal } from '../../server/refusal.ts';
import { findCollection } from '../collections/collections.ts';
import { listingSql, type Listing } from '../kernel/filters.ts';
import { collection as list } from '../kernel/hal.ts';
import type { Caller } from '../kernel/identity.ts';
import { fixedWindow } from '../kernel/paging.ts';
import { notFound } from '../kernel/refusals.ts';
import { reportJson } from './report-json.ts';
import type { CollectionRow, ReportRow } from '../kernel/rows.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

/** The report that a caller may see: one in a collection that they may see. @throws Refusal 404 */
export function findReport(world: World, token: string, caller: Caller): ReportRow {
  const row = world.db.get<ReportRow>('SELECT * FROM reports WHERE token = :token', { token });
  if (!row) throw notFound('report not found');
  try {
    findCollection(world, row.collection, caller);
  } catch (cause) {
    throw new Refusal(404, 'report not found', { cause });
  }
  return row;
}

/** What can be changed of a report, and of a dataset. */
export interface ReportFields {
  name?: string;
  description?: string | null;
  space_token?: string;
  layout?: string;
}

/** Renames, describes or moves. @throws Refusal 404 where the collection is not to be seen */
export function updateReport(world: World, row: ReportRow, fields: ReportFields, caller: Caller): void {
  world.db.run(
    `UPDATE reports SET name = :name, description = :description, collection = :collection, settings = :settings,
       updated_at = :at, edited_at = :at
     WHERE token = :token`,
    {
      token: row.token,
      settings: withLayout(row.settings, fields.layout),
      name: fields.name ?? row.name,
      description: fields.description === undefined ? row.description : fields.description,
      collection: findCollection(world, fields.space_token ?? row.collection, caller).token,
      at: now(),
    },
  );
}

function withLayout(settings: string, layout: string | undefined): string {
  return layout === undefined ? settings : JSON.stringify({ ...(JSON.parse(settings) as object), layout });
}

/** What belongs to a report, in the order in which it can go. */
const belongings = [
  'subscription_members WHERE subscription IN (SELECT token FROM report_subscriptions WHERE report = :token)',
  'report_subscriptions WHERE report = :token',
  'report_schedules WHERE report = :token',
  'report_filters WHERE report = :token',
  'report_imports WHERE report = :token OR dataset = :token',
  'field_descriptions WHERE dataset = :token',
  'report_duplicates WHERE run IN (SELECT token FROM report_runs WHERE report = :token)',
  'pdf_exports WHERE run IN (SELECT token FROM report_runs WHERE report = :token)',
  'query_runs WHERE run IN (SELECT token FROM report_runs WHERE report = :token)',
  'report_runs WHERE report = :token',
  'charts WHERE query IN (SELECT token FROM queries WHERE report = :token)',
  'queries WHERE report = :token',
  'reports WHERE token = :token',
];

/** Deletes a report or a dataset for good, with its results; runs under way are cancelled. */
export async function deleteReport({ db, runner, results, exports }: World, token: string): Promise<void> {
  const runs = db.all<{ token: string }>('SELECT token FROM report_runs WHERE report = :token', { token });
  await Promise.all(runs.map((run) => runner.cancel(run.token)));
  await Promise.all(runs.map((run) => exports.remove(run.token)));
  const queryRuns = db.all<{ token: string }>(
    'SELECT token FROM query_runs WHERE run IN (SELECT token FROM report_runs WHERE report = :token)',
    { token },
  );
  db.transaction(() => {
    for (const rows of belongings) db.run(`DELETE FROM ${rows}`, { token });
  });
  await Promise.all(queryRuns.map((run) => results.remove(run.token)));
}

export function reportHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;

  const listInCollection: Handle<Listing & { collection: string; page?: unknown }> = (
    input,
    { identity },
  ) => {
    const { token } = findCollection(world, input.collection, identity);
    const { where, order, time } = listingSql(world.obeysFilters ? input : {}, 'id');
    const rows = db.all<ReportRow>(
      `SELECT * FROM reports WHERE collection = :token AND type = 'Report' ${where} ORDER BY ${order} LIMIT :limit OFFSET :offset`,
      { token, time, ...fixedWindow(input.page) },
    );
    const self = `/api/${workspace.username}/collections/${token}/reports`;
    return {
      body: list(
        self,
        'reports',
        rows.map((row) => reportJson(world, row, 'listed')),
      ),
    };
  };

  /** An empty, untitled report in the caller's own collection, or in the one that is named; nothing else is looked at. */
  const create: Handle<{ space_token?: string }> = (input, { identity }) => {
    const own = db.get<CollectionRow>(
      `SELECT * FROM collections WHERE space_type = 'private' AND creator = :user`,
      { user: identity.user },
    );
    const personal =
      input.space_token === undefined ? own : findCollection(world, input.space_token, identity);
    if (!personal) throw notFound('space not found');
    const [token, at] = [newToken(), now()];
    db.run(
      `INSERT INTO reports (token, collection, creator, created_at, updated_at, edited_at)
       VALUES (:token, :collection, :user, :at, :at, :at)`,
      { token, collection: personal.token, user: identity.user, at },
    );
    return { body: reportJson(world, findReport(world, token, identity)) };
  };

  const update: Handle<ReportFields & { report: string }> = (input, { identity }) => {
    const row = findReport(world, input.report, identity);
    updateReport(world, row, input, identity);
    return { body: reportJson(world, findReport(world, row.token, identity)) };
  };

  const remove: Handle<{ report: string }> = async (input, { identity }) => {
    await deleteReport(world, findReport(world, input.report, identity).token);
    return {};
  };

  const setArchived =
    (archived: 0 | 1): Handle<{ report: string }> =>
    (input, { identity }) => {
      const { token } = findReport(world, input.report, identity);
      db.run('UPDATE reports SET archived = :archived, updated_at = :at WHERE token = :token', {
        token,
        archived,
        at: now(),
      });
      return { body: reportJson(world, findReport(world, token, identity)) };
    };

  return {
    'reports.listInCollection': listInCollection,
    'reports.create': create,
    'reports.update': update,
    'reports.delete': remove,
    'reports.archive': setArchived(1),
    'reports.unarchive': setArchived(0),
  };
}
