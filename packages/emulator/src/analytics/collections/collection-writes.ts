import { Refusal } from '../../server/refusal.ts';
import { collectionJson, findCollection } from './collections.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

interface CollectionFields {
  name?: string;
  description?: string | null;
  space_type?: 'private' | 'community' | 'custom';
  default_access_level?: string;
}

/** Making, changing and deleting collections. */
export function collectionWriteHandlers(world: World): Record<string, Handle<never>> {
  const { db } = world;

  const create: Handle<CollectionFields & { name: string }> = (input, { identity }) => {
    const token = newToken();
    db.transaction(() => {
      db.run(
        `INSERT INTO collections (token, name, description, space_type, default_access_level, creator)
         VALUES (:token, :name, :description, :type, :level, :user)`,
        {
          token,
          name: input.name,
          description: input.description ?? null,
          type: input.space_type ?? 'custom',
          level: input.default_access_level ?? 'none',
          user: identity.user,
        },
      );
      db.run('INSERT INTO collection_members (collection, user, token) VALUES (:token, :user, :own)', {
        token,
        user: identity.user,
        own: newToken(),
      });
    });
    return { body: collectionJson(world, findCollection(world, token, identity), true) };
  };

  const update: Handle<CollectionFields & { collection: string }> = (input, { identity }) => {
    const row = findCollection(world, input.collection, identity);
    const isPrivate = row.space_type === 'private';
    if (isPrivate && (input.name !== undefined || input.description !== undefined)) {
      throw new Refusal(400, 'Invalid space');
    }
    db.run(
      `UPDATE collections SET name = :name, description = :description, default_access_level = :level
       WHERE token = :token`,
      {
        token: row.token,
        name: input.name ?? row.name,
        description: input.description === undefined ? row.description : input.description,
        level: input.default_access_level ?? row.default_access_level,
      },
    );
    return { body: collectionJson(world, findCollection(world, row.token, identity), true) };
  };

  const remove: Handle<{ collection: string }> = (input, { identity }) => {
    const row = findCollection(world, input.collection, identity);
    if (row.space_type === 'private') throw new Refusal(400, 'Invalid space');
    const at = now();
    db.run(`UPDATE collections SET state = 'soft_deleted', deleted_at = :at WHERE token = :token`, {
      token: row.token,
      at,
    });
    return { body: collectionJson(world, { ...row, state: 'soft_deleted' }, true) };
  };

  return { 'collections.create': create, 'collections.update': update, 'collections.delete': remove };
}
