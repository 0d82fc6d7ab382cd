import type { Caller } from '../kernel/identity.ts';
import type { World } from '../kernel/world.ts';

/** What one may do with a data source, each word including those before it. Source: permissions' `action`; `none` inferred. */
const levels = ['none', 'view', 'query', 'manage'] as const;
export type DataSourceLevel = (typeof levels)[number];

/** Permissions of the caller, and of the groups that they are in, on a target. */
const own = `SELECT action FROM permissions WHERE target = :target AND (
  accessor_token = (SELECT token FROM users WHERE username = :user)
  OR accessor_token IN (SELECT group_token FROM group_members WHERE user = :user))`;

/** The most that a caller may do with a data source: by its default, by a permission, or as an admin. */
export function levelOn({ db }: World, dataSource: string, { user, kind }: Caller): DataSourceLevel {
  const isAdmin =
    kind === 'workspace' || db.get('SELECT 1 FROM users WHERE username = :user AND admin = 1', { user });
  if (isAdmin) return 'manage';
  const source = db.get<{ level: string }>(
    'SELECT default_access_level AS level FROM data_sources WHERE token = :target',
    { target: dataSource },
  );
  const granted = db.all<{ action: string }>(own, { target: dataSource, user });
  const words = [source?.level.toLowerCase(), ...granted.map(({ action }) => action)];
  return levels.findLast((level) => words.includes(level)) ?? 'none';
}

export function isAtLeast(level: DataSourceLevel, needed: DataSourceLevel): boolean {
  return levels.indexOf(level) >= levels.indexOf(needed);
}

/**
 * Whether a caller may change what is in a collection: its members and its creator may, everyone where its default says
 * `edit` or it is the community's, and whoever a permission lets.
 */
export function mayEdit({ db }: World, collection: string, { user, kind }: Caller): boolean {
  const found = db.get(
    `SELECT 1 FROM collections AS c WHERE token = :target AND (:admin = 1 OR creator = :user
       OR (space_type <> 'private' AND (space_type = 'community' OR default_access_level = 'edit'
         OR EXISTS (SELECT 1 FROM collection_members WHERE collection = c.token AND user = :user)
         OR 'edit' IN (${own}))))`,
    { target: collection, user, admin: kind === 'workspace' ? 1 : 0 },
  );
  return found !== undefined;
}
