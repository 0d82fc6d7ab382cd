import type { Handlers } from '../../server/platform.ts';
import type { Row } from '../../state/database.ts';
import { now } from '../kernel/clock.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { needAbility, needHome, needOwner, needProject } from './permissions.ts';
import { ranged, type RangeInput } from '../kernel/range.ts';
import { denied, missing } from '../kernel/reasons.ts';

const columns = 'id, projectId, creationTime, name, deactivated';

/** `deactivated` is left out where it is not so. */
function homeJson({ deactivated, ...row }: Row): object {
  return deactivated === 1 ? { ...row, deactivated: true } : row;
}

export function homes({ db, hub }: CloudParts): Handlers<CloudIdentity> {
  const find = (id: number) => homeJson(db.get(`SELECT ${columns} FROM home WHERE id = :id`, { id }) ?? {});
  return {
    'homes.list': (
      input: RangeInput & { userId?: number; projectId?: number; search?: string },
      { identity },
    ) => {
      if (!('projectId' in identity)) throw denied('This is for users and project keys.');
      const { userId, projectId } = input;
      if (userId === undefined && projectId === undefined) throw missing('Give userId or projectId.');
      if (identity.kind === 'user' && userId !== identity.userId)
        throw denied('A user lists their own homes only.');
      if (projectId !== undefined) needProject(identity, projectId);
      const all = db.all(
        `SELECT ${columns} FROM home WHERE projectId = :projectId AND (:userId IS NULL OR id IN
         (SELECT homeId FROM member WHERE userId = :userId)) AND instr(lower(name), lower(:search)) > 0 ORDER BY id`,
        { projectId: identity.projectId, userId: userId ?? null, search: input.search ?? '' },
      );
      return ranged(all.map(homeJson), input);
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

    'homes.update': (input: { home: number; name?: string; deactivated?: boolean }, { identity }) => {
      needHome(db, identity, input.home);
      needAbility(identity, 'administer');
      const { home, name = null, deactivated } = input;
      if (deactivated !== undefined && identity.kind !== 'project') {
        throw denied('Project keys switch homes off and on.');
      }
      db.run(
        'UPDATE home SET name = coalesce(:name, name), deactivated = coalesce(:off, deactivated) WHERE id = :home',
        { home, name, off: deactivated === undefined ? null : Number(deactivated) },
      );
      return {};
    },

    'homes.sendEvent': (
      input: { home: number; eventType: string; eventData?: Record<string, unknown> },
      { identity },
    ) => {
      needHome(db, identity, input.home);
      needAbility(identity, 'sendEvents');
      if (identity.kind !== 'project') throw denied('This is for project keys.');
      hub.tell(input.home, input.eventType, input.eventData, {
        projectKey: { id: String(identity.keyId), name: identity.keyName },
      });
      return {};
    },

    'homes.delete': (input: { home: number }, { identity }) => {
      needOwner(db, identity, input.home);
      needAbility(identity, 'administer');
      db.run('DELETE FROM home WHERE id = :home', { home: input.home });
      return {};
    },
  };
}
