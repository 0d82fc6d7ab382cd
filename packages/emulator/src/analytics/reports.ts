import { Refusal } from '../server/refusal.ts';
import { findCollection } from './collections.ts';
import { listingSql, type Listing } from './filters.ts';
import { collection as list } from './hal.ts';
import type { Caller } from './identity.ts';
import { fixedWindow } from './paging.ts';
import { notFound } from './refusals.ts';
import { reportJson } from './report-json.ts';
import type { CollectionRow, ReportRow } from './rows.ts';
import { newToken, now, type Handle, type World } from './world.ts';

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

export function reportHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;

  const listInCollection: Handle<Listing & { collection: string; page?: unknown }> = (
    input,
    { identity },
  ) => {
    const { token } = findCollection(world, input.collection, identity);
    const { where, order, time } = listingSql(world.obeysFilters ? input : {}, 'id');
    const rows = db.all<ReportRow>(
      `SELECT * FROM reports WHERE collection = :token ${where} ORDER BY ${order} LIMIT :limit OFFSET :offset`,
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

  const get: Handle<{ report: string }> = (input, { identity }) => ({
    body: reportJson(world, findReport(world, input.report, identity)),
  });

  /** An empty, untitled report in the caller's own collection, whatever the body says. */
  const create: Handle<object> = (_input, { identity }) => {
    const personal = db.get<CollectionRow>(
      `SELECT * FROM collections WHERE space_type = 'private' AND creator = :user`,
      { user: identity.user },
    );
    if (!personal) throw notFound('space not found');
    const [token, at] = [newToken(), now()];
    db.run(
      `INSERT INTO reports (token, collection, creator, created_at, updated_at, edited_at)
       VALUES (:token, :collection, :user, :at, :at, :at)`,
      { token, collection: personal.token, user: identity.user, at },
    );
    return { body: reportJson(world, findReport(world, token, identity)) };
  };

  const update: Handle<{ report: string; name?: string; description?: string; space_token?: string }> = (
    input,
    { identity },
  ) => {
    const row = findReport(world, input.report, identity);
    const target = input.space_token === undefined ? row.collection : input.space_token;
    db.run(
      `UPDATE reports SET name = :name, description = :description, collection = :collection, updated_at = :at, edited_at = :at
       WHERE token = :token`,
      {
        token: row.token,
        name: input.name ?? row.name,
        description: input.description ?? row.description,
        collection: findCollection(world, target, identity).token,
        at: now(),
      },
    );
    return { body: reportJson(world, findReport(world, row.token, identity)) };
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
    'reports.get': get,
    'reports.create': create,
    'reports.update': update,
    'reports.archive': setArchived(1),
    'reports.unarchive': setArchived(0),
  };
}
