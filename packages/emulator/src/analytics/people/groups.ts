import { Refusal } from '../../server/refusal.ts';
import { findDataSource } from '../data-sources/data-sources.ts';
import { collection as list, links } from '../kernel/hal.ts';
import { countedWindow, counters } from '../kernel/paging.ts';
import { notFound } from '../kernel/refusals.ts';
import type { GroupRow } from '../kernel/rows.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

/** A group by its token, deleted ones included: they go on being answered. @throws Refusal 404 */
export function findGroup({ db }: World, token: string): GroupRow {
  const row = db.get<GroupRow>('SELECT * FROM groups WHERE token = :token', { token });
  if (!row) throw notFound('group not found');
  return row;
}

export function groupHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;

  const listGroups: Handle<{ page?: unknown; per_page?: unknown; member?: string; data_source?: string }> = (
    input,
  ) => {
    const { member, data_source: source } = input;
    if (source !== undefined && member === undefined) {
      throw new Refusal(400, 'When sending data source, must send user');
    }
    const target = source === undefined ? null : findDataSource(world, source, 'or id').token;
    const where = `FROM groups AS g WHERE state = 'active'
      AND (:member IS NULL OR EXISTS (SELECT 1 FROM group_members WHERE group_token = g.token AND user = :member))
      AND (:target IS NULL OR EXISTS (SELECT 1 FROM permissions WHERE target = :target AND accessor_token = g.token))`;
    const values = { member: member ?? null, target };
    const total = db.get<{ n: number }>(`SELECT count(*) AS n ${where}`, values)?.n ?? 0;
    const window = countedWindow(input.page, input.per_page, 20);
    const rows = db.all<GroupRow>(`SELECT * ${where} ORDER BY id LIMIT :limit OFFSET :offset`, {
      ...values,
      limit: window.limit,
      offset: window.offset,
    });
    const self = `/api/${workspace.username}/groups`;
    const { pagination } = counters(self, window, rows.length, total);
    // It leads nowhere, and was seen so: workspace id and name have changed places.
    const bogus = `/api/${workspace.id}/groups.${workspace.username}?page=${window.page + 1}`;
    const json = rows.map((row) => groupJson(world, row));
    return { body: list(self, 'groups', json, { pagination, links: links({ next_page: bogus }) }) };
  };

  const get: Handle<{ group: string }> = (input) => ({
    body: groupJson(world, findGroup(world, input.group)),
  });

  const create: Handle<{ name: string }> = (input, { identity }) => {
    const [token, at] = [newToken(), now()];
    db.run(
      `INSERT INTO groups (token, name, group_type, creator, created_at, updated_at)
       VALUES (:token, :name, 'custom', :user, :at, :at)`,
      { token, name: input.name, user: identity.user, at },
    );
    return { body: groupJson(world, findGroup(world, token)) };
  };

  const update: Handle<{ group: string; name: string }> = (input) => {
    const { token } = findGroup(world, input.group);
    db.run('UPDATE groups SET name = :name, updated_at = :at WHERE token = :token', {
      token,
      name: input.name,
      at: now(),
    });
    return { body: groupJson(world, findGroup(world, token)) };
  };

  const remove: Handle<{ group: string }> = (input) => {
    const { token, group_type: type } = findGroup(world, input.group);
    if (type === 'everyone') throw new Refusal(403, 'The group of everyone stays.');
    db.transaction(() => {
      db.run(`UPDATE groups SET state = 'soft_deleted', updated_at = :at WHERE token = :token`, {
        token,
        at: now(),
      });
      db.run('DELETE FROM permissions WHERE accessor_token = :token', { token });
    });
    return { body: groupJson(world, findGroup(world, token)) };
  };

  return {
    'groups.list': listGroups,
    'groups.get': get,
    'groups.create': create,
    'groups.update': update,
    'groups.delete': remove,
  };
}

function groupJson({ db, workspace, id }: World, row: GroupRow): Record<string, unknown> {
  const self = `/api/${workspace.username}/groups/${row.token}`;
  const counts = db.get<{ members: number; targets: number }>(
    `SELECT (SELECT count(*) FROM group_members WHERE group_token = :token) AS members,
       (SELECT count(*) FROM permissions WHERE accessor_token = :token
         AND target IN (SELECT token FROM collections)) AS targets`,
    { token: row.token },
  );
  return {
    token: row.token,
    id: id(row.id),
    name: row.name,
    description: null,
    group_type: row.group_type,
    state: row.state,
    member_count: counts?.members ?? 0,
    spaces_count: counts?.targets ?? 0,
    data_sources_count: 0,
    managed: false,
    created_at: row.created_at,
    updated_at: row.updated_at,
    _links: links({
      self,
      web: `/organizations/${workspace.username}/groups/${row.token}`,
      group_memberships: `${self}/memberships`,
      membership_by_id: `${self}/memberships?filter=by_user_id&user_id={id}`,
      memberships_preview: `${self}/memberships?filter=preview`,
      creator: `/api/${row.creator}`,
    }),
  };
}
