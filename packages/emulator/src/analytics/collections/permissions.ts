import { links, collection as list } from '../kernel/hal.ts';
import type { Caller } from '../kernel/identity.ts';
import { findCollection } from './collections.ts';
import { findDataSource } from '../data-sources/data-sources.ts';
import { findGroupToken, findMember } from '../people/members.ts';
import { notFound } from '../kernel/refusals.ts';
import type { PermissionRow } from '../kernel/rows.ts';
import { newToken } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

interface Granted {
  action: string;
  accessor_type: PermissionRow['accessor_type'];
  accessor_token: string;
}

/** Who may do what with a collection or a data source; the platform calls these entitlements too. */
export function permissionHandlers(world: World): Record<string, Handle<never>> {
  return {
    ...handlersOf<{ collection: string }>(world, 'collectionPermissions', {
      target: ({ collection }, caller) => findCollection(world, collection, caller).token,
      segment: 'collections',
      key: 'space_entitlements',
    }),
    ...handlersOf<{ dataSource: string }>(world, 'dataSourcePermissions', {
      target: ({ dataSource }) => findDataSource(world, dataSource).token,
      segment: 'data_sources',
      key: 'data_source_entitlements',
    }),
  };
}

interface Place<P> {
  /** Token of what is permitted. @throws Refusal 404 */
  target(place: P, caller: Caller): string;
  readonly segment: string;
  readonly key: string;
}

function handlersOf<P>(world: World, name: string, place: Place<P>): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const pathOf = (target: string): string =>
    `/api/${workspace.username}/${place.segment}/${target}/permissions`;
  const find = (target: string, token: string): PermissionRow => {
    const row = db.get<PermissionRow>('SELECT * FROM permissions WHERE target = :target AND token = :token', {
      target,
      token,
    });
    if (!row) throw notFound('permission not found');
    return row;
  };
  const json = (row: PermissionRow): Record<string, unknown> => ({
    token: row.token,
    action: row.action,
    accessor_type: row.accessor_type,
    accessor_token: row.accessor_token,
    _links: links({ self: `${pathOf(row.target)}/${row.token}` }),
  });

  const listAll: Handle<P> = (input, { identity }) => {
    const target = place.target(input, identity);
    const rows = db.all<PermissionRow>('SELECT * FROM permissions WHERE target = :target ORDER BY id', {
      target,
    });
    return { body: list(pathOf(target), place.key, rows.map(json)) };
  };
  const create: Handle<P & Granted> = (input, { identity }) => {
    const target = place.target(input, identity);
    const { action, accessor_type: type, accessor_token: accessor } = input;
    if (type === 'Account') findMember(world, accessor);
    else findGroupToken(world, accessor);
    const token = newToken();
    db.run(
      `INSERT INTO permissions (token, target, action, accessor_type, accessor_token)
       VALUES (:token, :target, :action, :type, :accessor)`,
      { token, target, action, type, accessor },
    );
    return { body: json(find(target, token)) };
  };
  const get: Handle<P & { permission: string }> = (input, { identity }) => ({
    body: json(find(place.target(input, identity), input.permission)),
  });
  /** The changed permission has another token: so it was seen. */
  const update: Handle<P & { permission: string; action: string }> = (input, { identity }) => {
    const target = place.target(input, identity);
    const [{ id }, token] = [find(target, input.permission), newToken()];
    db.run('UPDATE permissions SET action = :action, token = :token WHERE id = :id', {
      id,
      token,
      action: input.action,
    });
    return { body: json(find(target, token)) };
  };
  const remove: Handle<P & { permission: string }> = (input, { identity }) => {
    const { id } = find(place.target(input, identity), input.permission);
    db.run('DELETE FROM permissions WHERE id = :id', { id });
    return {};
  };
  return {
    [`${name}.list`]: listAll,
    [`${name}.create`]: create,
    [`${name}.get`]: get,
    [`${name}.update`]: update,
    [`${name}.delete`]: remove,
  };
}
