import { Refusal } from '../../server/refusal.ts';
import type { Caller } from '../kernel/identity.ts';
import { collection as list, links } from '../kernel/hal.ts';
import { countedWindow, counters } from '../kernel/paging.ts';
import { notFound } from '../kernel/refusals.ts';
import type { CollectionRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';

/** Milliseconds for which a deleted collection is answered with 403 instead of 404. Source: seen; how long was not. */
const forbiddenFor = 60_000;

/** A personal collection is its owner's alone, even where an admin asks. */
const visible = `state = 'active' AND (space_type <> 'private' OR creator = :user)
  AND (default_access_level NOT IN ('restricted', 'none') OR :admin = 1
    OR EXISTS (SELECT 1 FROM collection_members AS m WHERE m.collection = collections.token AND m.user = :user)
    OR EXISTS (SELECT 1 FROM permissions AS p WHERE p.target = collections.token AND (
      p.accessor_token = (SELECT u.token FROM users AS u WHERE u.username = :user)
      OR p.accessor_token IN (SELECT g.group_token FROM group_members AS g WHERE g.user = :user))))`;

const kinds: Readonly<Record<string, string>> = {
  all: '1 = 1',
  custom: "space_type = 'custom'",
  mine: 'creator = :user',
};

/** Where nothing is asked for, most of a workspace is hidden: only what the caller belongs to. */
const belonging = `((space_type = 'private' AND creator = :user) OR EXISTS
  (SELECT 1 FROM collection_members AS m WHERE m.collection = collections.token AND m.user = :user))`;

/** The collection that a caller may see. @throws Refusal 404 */
export function findCollection({ db }: World, token: string, caller: Caller): CollectionRow {
  const row = db.get<CollectionRow>(`SELECT * FROM collections WHERE token = :token AND ${visible}`, {
    token,
    ...who(caller),
  });
  if (!row) throw notFound('space not found');
  return row;
}

function who({ user, kind }: Caller): { user: string; admin: number } {
  return { user, admin: kind === 'workspace' ? 1 : 0 };
}

export function collectionHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const listCollections: Handle<{ filter?: unknown; page?: unknown; per_page?: unknown }> = (
    input,
    { identity },
  ) => {
    // Any other word, and any other spelling, is as good as none.
    const kind =
      typeof input.filter === 'string' && Object.hasOwn(kinds, input.filter)
        ? kinds[input.filter]
        : undefined;
    const where = `FROM collections WHERE ${visible} AND ${kind ?? belonging}`;
    const total = db.get<{ n: number }>(`SELECT count(*) AS n ${where}`, who(identity))?.n ?? 0;
    const window = countedWindow(input.page, input.per_page, 30);
    const rows = db.all<CollectionRow>(`SELECT * ${where} ORDER BY id LIMIT :limit OFFSET :offset`, {
      ...who(identity),
      limit: window.limit,
      offset: window.offset,
    });
    const self = `/api/${workspace.username}/collections`;
    const written = rows.map((row) => collectionJson(world, row, false));
    // A list of one page was seen to link to itself alone; others link past their end.
    const { pagination, links: around } = counters(self, window, rows.length, total);
    const isOnly = window.page === 1 && total <= window.limit;
    return { body: list(self, 'spaces', written, { pagination, links: isOnly ? {} : around }) };
  };
  const getCollection: Handle<{ collection: string }> = (input, { identity }) => {
    const deleted = db.get<CollectionRow>(
      `SELECT * FROM collections WHERE token = :token AND deleted_at > :since`,
      { token: input.collection, since: new Date(Date.now() - forbiddenFor).toISOString() },
    );
    if (deleted) throw new Refusal(403, 'You do not have access to this space.');
    return { body: collectionJson(world, findCollection(world, input.collection, identity), true) };
  };
  return { 'collections.list': listCollections, 'collections.get': getCollection };
}

/** A collection as the platform writes it. */
export function collectionJson(world: World, row: CollectionRow, isSingle: boolean): Record<string, unknown> {
  const { username } = world.workspace;
  const self = `/api/${username}/collections/${row.token}`;
  const isPrivate = row.space_type === 'private';
  return {
    token: row.token,
    id: world.id(row.id),
    space_type: row.space_type,
    name: row.name,
    description: row.description,
    state: row.state,
    restricted: row.default_access_level === 'restricted',
    free_default: row.free_default === 1,
    // False in a list, true when fetched, for the same collection: so it was seen.
    'viewable?': isSingle,
    ...(row.space_type === 'custom' ? { 'viewed?': false } : {}),
    default_access_level: row.default_access_level,
    schema_name: schemaName(row.name),
    _links: links({
      self,
      detail: `${self}/detail`,
      space_report_pins: isPrivate ? undefined : `${self}/report_pins`,
      web: `/${username}/spaces/${row.token}`,
      reports: `${self}/reports`,
      creator: `/api/${row.creator}`,
      space_memberships: isPrivate ? undefined : `${self}/memberships`,
      preview_space_memberships: isPrivate ? undefined : `${self}/memberships/preview`,
      search_space_permissions: `${self}/permissions/search`,
      viewed: row.space_type === 'custom' ? `${self}/viewed` : undefined,
      user_space_membership: row.space_type === 'custom' ? `${self}/memberships/current` : undefined,
    }),
    _forms: {
      create: createForm(username),
      edit: {
        method: 'patch',
        action: self,
        input: {
          space: {
            ...(isPrivate ? {} : { name: { type: 'text' }, description: { type: 'text' } }),
            default_access_level: {
              type: 'select',
              options: ['view', 'edit', 'restricted'],
              value: row.default_access_level,
            },
          },
        },
      },
      ...(isPrivate ? {} : { destroy: { method: 'delete', action: self } }),
      ...(row.space_type === 'custom'
        ? { destroy_entitlements: { method: 'delete', action: `${self}/entitlements` } }
        : {}),
    },
  };
}

function createForm(username: string): Record<string, unknown> {
  const select = (options: readonly string[], value: string) => ({ type: 'select', options, value });
  const space = {
    space_type: select(['private', 'community', 'custom'], 'custom'),
    name: { type: 'text' },
    description: { type: 'text' },
    default_access_level: select(['view', 'edit', 'none'], 'none'),
  };
  return { method: 'post', action: `/api/${username}/collections`, input: { space } };
}

/** What SQL calls the collection: its name in lower case, with underscores. */
function schemaName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}
