import { Refusal } from '../../server/refusal.ts';
import { findCollection } from './collections.ts';
import { collection as list, links } from '../kernel/hal.ts';
import type { Caller } from '../kernel/identity.ts';
import { emailOf, findGroupToken, findMember } from '../people/members.ts';
import { countedWindow, counters } from '../kernel/paging.ts';
import { notFound } from '../kernel/refusals.ts';
import { newToken } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

interface Row {
  token: string;
  collection: string;
  member_token: string;
  /** The username of a person, null for a group. */
  user: string | null;
}

/** People are members; a group is one by its permission. */
const members = `SELECT * FROM (
    SELECT m.token, m.collection, u.token AS member_token, m.user FROM collection_members AS m
      JOIN users AS u ON u.username = m.user
    UNION ALL
    SELECT token, target AS collection, accessor_token AS member_token, NULL AS user FROM permissions
      WHERE accessor_type = 'UserGroup'
  ) WHERE collection = :collection`;

/** Memberships of collections, which the platform is leaving behind; private collections have none. */
export function collectionMembershipHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const pathOf = (token: string): string => `/api/${workspace.username}/collections/${token}/memberships`;
  const place = (token: string, caller: Caller): string => {
    const row = findCollection(world, token, caller);
    if (row.space_type === 'private') throw new Refusal(400, 'Invalid space');
    return row.token;
  };
  const find = (collection: string, token: string): Row => {
    const row = db.get<Row>(`${members} AND token = :token`, { collection, token });
    if (!row) throw notFound('membership not found');
    return row;
  };
  const json = (row: Row): Record<string, unknown> => ({
    token: row.token,
    member_token: row.member_token,
    // Written as `User`, read back as `account`, with a username that is called an id.
    member_type: row.user === null ? 'UserGroup' : 'account',
    member_id: row.user,
    ...(row.user === null ? {} : { email: emailOf({ username: row.user }) }),
    _links: links({
      self: `${pathOf(row.collection)}/${row.token}`,
      member:
        row.user === null ? `/api/${workspace.username}/groups/${row.member_token}` : `/api/${row.user}`,
    }),
  });

  const listAll: Handle<{ collection: string; page?: unknown }> = (input, { identity }) => {
    const collection = place(input.collection, identity);
    const rows = db.all<Row>(members, { collection });
    const window = countedWindow(input.page, undefined, 30);
    const shown = rows.slice(window.offset, window.offset + window.limit);
    const self = pathOf(collection);
    return {
      body: list(
        self,
        'space_memberships',
        shown.map(json),
        counters(self, window, shown.length, rows.length),
      ),
    };
  };
  const create: Handle<{ collection: string; member_type: 'User' | 'UserGroup'; member_token: string }> = (
    input,
    { identity },
  ) => {
    const [collection, token] = [place(input.collection, identity), newToken()];
    if (input.member_type === 'UserGroup') {
      db.run(
        `INSERT INTO permissions (token, target, action, accessor_type, accessor_token)
         VALUES (:token, :collection, 'view', 'UserGroup', :group)`,
        { token, collection, group: findGroupToken(world, input.member_token) },
      );
      return { body: json(find(collection, token)) };
    }
    const { username: user } = findMember(world, input.member_token);
    const { changes } = db.run(
      'INSERT OR IGNORE INTO collection_members (collection, user, token) VALUES (:collection, :user, :token)',
      { collection, user, token },
    );
    if (changes === 0) throw new Refusal(400, 'Member has already been taken');
    return { body: json(find(collection, token)) };
  };
  const get: Handle<{ collection: string; membership: string }> = (input, { identity }) => ({
    body: json(find(place(input.collection, identity), input.membership)),
  });
  const remove: Handle<{ collection: string; membership: string }> = (input, { identity }) => {
    const row = find(place(input.collection, identity), input.membership);
    for (const table of ['collection_members', 'permissions']) {
      db.run(`DELETE FROM ${table} WHERE token = :token`, { token: row.token });
    }
    return { body: json(row) };
  };
  return {
    'collectionMemberships.list': listAll,
    'collectionMemberships.create': create,
    'collectionMemberships.get': get,
    'collectionMemberships.delete': remove,
  };
}
