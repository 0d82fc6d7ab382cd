import type { Handlers } from '../server/platform.ts';
import { now } from './clock.ts';
import type { CloudIdentity } from './identity.ts';
import type { CloudParts } from './parts.ts';
import { needAbility, needHome, needProject } from './permissions.ts';
import { ranged, type RangeInput } from './range.ts';
import { denied, missing } from './reasons.ts';

const columns = 'id, projectId, creationTime, name';

export function homes({ db }: CloudParts): Handlers<CloudIdentity> {
  const find = (id: number) => db.get(`SELECT ${columns} FROM home WHERE id = :id`, { id });
  return {
    'homes.list': (input: RangeInput & { userId?: number; projectId?: number }, { identity }) => {
      if (!('projectId' in identity)) throw denied('This is for users and project keys.');
      const { userId, projectId } = input;
      if (userId === undefined && projectId === undefined) throw missing('Give userId or projectId.');
      if (identity.kind === 'user' && userId !== identity.userId)
        throw denied('A user lists their own homes only.');
      if (projectId !== undefined) needProject(identity, projectId);
      const all = db.all(
        `SELECT ${columns} FROM home WHERE projectId = :projectId AND (:userId IS NULL OR id IN
         (SELECT homeId FROM member WHERE userId = :userId)) ORDER BY id`,
        { projectId: identity.projectId, userId: userId ?? null },
      );
      return ranged(all, input);
    },

    'homes.create': (input: { name: string }, { identity }) => {
      if (!('projectId' in identity)) throw denied('This is for users and project keys.');
      needAbility(identity, 'administer');
      const { projectId } = identity;
      return db.transaction(() => {
        const time = now();
        const { lastId: homeId } = db.run(
          'INSERT INTO home (projectId, name, creationTime) VALUES (:projectId, :name, :time)',
          { projectId, name: input.name, time },
        );
        if (identity.kind === 'user') {
          db.run(
            "INSERT INTO member (homeId, userId, role, creationTime) VALUES (:homeId, :userId, 'owner', :time)",
            {
              homeId,
              userId: identity.userId,
              time,
            },
          );
        }
        return { body: find(homeId) };
      });
    },

    'homes.get': (input: { home: number }, { identity }) => {
      needHome(db, identity, input.home);
      return { body: find(input.home) };
    },

    'homes.delete': (input: { home: number }, { identity }) => {
      needHome(db, identity, input.home);
      needAbility(identity, 'administer');
      db.run('DELETE FROM home WHERE id = :home', { home: input.home });
      return {};
    },
  };
}
