import { Refusal } from '../../server/refusal.ts';
import { findGroup } from './groups.ts';
import { collection as list, links } from '../kernel/hal.ts';
import { findMember } from './members.ts';
import { countedWindow, counters } from '../kernel/paging.ts';
import { notFound } from '../kernel/refusals.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

interface Row {
  token: string;
  group_token: string;
  user: string;
  created_at: string;
  member_token: string;
  user_id: number;
}

const joined = `SELECT m.*, u.token AS member_token, u.id AS user_id FROM group_members AS m
  JOIN users AS u ON u.username = m.user WHERE m.group_token = :group`;

/** Faces on the page of a group. Source: inferred. */
const previewed = 5;

export function groupMembershipHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const pathOf = (group: string): string => `/api/${workspace.username}/groups/${group}/memberships`;
  const find = (group: string, token: string): Row => {
    const row = db.get<Row>(`${joined} AND m.token = :token`, { group, token });
    if (!row) throw notFound('membership not found');
    return row;
  };
  const json = (row: Row): Record<string, unknown> => ({
    token: row.token,
    member_token: row.member_token,
    created_at: row.created_at,
    _links: links({
      self: `${pathOf(row.group_token)}/${row.token}`,
      member: `/api/${row.user}`,
      user_group: `/api/${workspace.username}/groups/${row.group_token}`,
    }),
  });

  const listAll: Handle<{ group: string; page?: unknown; filter?: unknown; user_id?: unknown }> = (input) => {
    const { token: group } = findGroup(world, input.group);
    const all = db.all<Row>(`${joined} ORDER BY m.id`, { group });
    const wanted =
      input.filter === 'preview'
        ? all.slice(0, previewed)
        : input.filter === 'by_user_id'
          ? all.filter((row) => String(row.user_id) === String(input.user_id))
          : all;
    const window = countedWindow(input.page, undefined, 30);
    const shown = wanted.slice(window.offset, window.offset + window.limit);
    const self = pathOf(group);
    return {
      body: list(
        self,
        'group_memberships',
        shown.map(json),
        counters(self, window, shown.length, wanted.length),
      ),
    };
  };
  const create: Handle<{ group: string; member_token: string }> = (input) => {
    const { token: group } = findGroup(world, input.group);
    const { username: user } = findMember(world, input.member_token);
    const token = newToken();
    const { changes } = db.run(
      `INSERT OR IGNORE INTO group_members (token, group_token, user, created_at)
       VALUES (:token, :group, :user, :at)`,
      { token, group, user, at: now() },
    );
    if (changes === 0) throw new Refusal(400, 'Member has already been taken');
    return { body: json(find(group, token)) };
  };
  const get: Handle<{ group: string; membership: string }> = (input) => ({
    body: json(find(input.group, input.membership)),
  });
  const remove: Handle<{ group: string; membership: string }> = (input) => {
    const row = find(input.group, input.membership);
    db.run('DELETE FROM group_members WHERE token = :token', { token: row.token });
    return { body: json(row) };
  };
  return {
    'groupMemberships.list': listAll,
    'groupMemberships.create': create,
    'groupMemberships.get': get,
    'groupMemberships.delete': remove,
  };
}
