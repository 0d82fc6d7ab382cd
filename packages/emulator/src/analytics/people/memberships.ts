import { Refusal } from '../../server/refusal.ts';
import { links, collection as list } from '../kernel/hal.ts';
import { emailOf } from './members.ts';
import { countedWindow, counters } from '../kernel/paging.ts';
import { notFound } from '../kernel/refusals.ts';
import type { UserRow } from '../kernel/rows.ts';
import { now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

/** Who belongs to the workspace. A membership's token is the person's, its halves changed over: a name of its own, told in links only. */
export function membershipHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const self = `/api/${workspace.username}/memberships`;
  const members = (): UserRow[] => db.all<UserRow>(`SELECT * FROM users WHERE state = 'active' ORDER BY id`);
  const find = (token: string): UserRow => {
    const row = members().find((user) => membershipToken(user) === token);
    if (!row) throw notFound('membership not found');
    return row;
  };

  /** A member key was answered with 404 here: it has the short list. */
  const listAll: Handle<{ page?: unknown; per_page?: unknown }> = (input, { identity }) => {
    if (identity.kind === 'member' && !world.isDocumented) throw notFound('request path not recognized');
    const rows = members();
    const window = countedWindow(input.page, input.per_page, 30);
    const shown = rows.slice(window.offset, window.offset + window.limit);
    const json = shown.map((row) => membershipJson(world, row));
    return { body: list(self, 'memberships', json, counters(self, window, shown.length, rows.length)) };
  };
  const lite: Handle<object> = () => ({
    body: list(
      `${self}/lite`,
      'memberships',
      members().map((row) => ({
        email: emailOf(row),
        name: row.name,
        username: row.username,
        member_token: row.token,
        state: row.state,
        admin: row.admin === 1,
        _links: links({ user: `/api/${row.username}` }),
      })),
    ),
  });
  const get: Handle<{ membership: string }> = (input) => ({
    body: membershipJson(world, find(input.membership)),
  });
  const remove: Handle<{ membership: string }> = (input, { identity }) => {
    const row = find(input.membership);
    if (identity.kind === 'member') throw new Refusal(403, 'Only admins may remove members.');
    db.transaction(() => {
      db.run(`UPDATE users SET state = 'removed' WHERE id = :id`, { id: row.id });
      db.run('UPDATE api_keys SET revoked_at = :at WHERE user = :user AND revoked_at IS NULL', {
        at: now(),
        user: row.username,
      });
      for (const table of ['collection_members', 'group_members']) {
        db.run(`DELETE FROM ${table} WHERE user = :user`, { user: row.username });
      }
    });
    return { body: membershipJson(world, { ...row, state: 'removed' }) };
  };
  return {
    'memberships.list': listAll,
    'memberships.listLite': lite,
    'memberships.get': get,
    'memberships.delete': remove,
  };
}

/** What links call a membership. */
export function membershipToken({ token }: UserRow): string {
  return token.slice(6) + token.slice(0, 6);
}

function membershipJson({ workspace, isBefore2024 }: World, row: UserRow): Record<string, unknown> {
  const token = membershipToken(row);
  return {
    admin: row.admin === 1,
    invited: false,
    state: row.state,
    member_username: row.username,
    member_token: row.token,
    activated_at: row.created_at,
    managed_by_scim: false,
    ...(isBefore2024 ? { limited: false } : {}),
    _links: links({
      self: `/api/${workspace.username}/memberships/${token}`,
      web_self: `/organizations/${workspace.username}/memberships/${token}`,
      organization: `/api/${workspace.username}`,
      groups: `/api/${workspace.username}/groups?member=${row.username}`,
      user: `/api/${row.username}`,
    }),
  };
}
