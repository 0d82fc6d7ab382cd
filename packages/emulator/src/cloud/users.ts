import type { Handlers } from '../server/platform.ts';
import { Refusal } from '../server/refusal.ts';
import { now } from './clock.ts';
import type { CloudIdentity } from './identity.ts';
import type { CloudParts } from './parts.ts';
import { needAbility, needProject } from './permissions.ts';
import { ranged, type RangeInput } from './range.ts';
import { denied } from './reasons.ts';
import { present } from './row.ts';

interface UserRow {
  readonly id: number;
  readonly projectId: number;
  readonly externalKey: string | null;
  readonly name: string | null;
  readonly creationTime: string;
}

const columns = 'id, projectId, externalKey, name, creationTime';

export function users({ db }: CloudParts): Handlers<CloudIdentity> {
  const find = (id: number) => db.get<UserRow>(`SELECT ${columns} FROM user WHERE id = :id`, { id });
  return {
    'users.create': (input: { projectId: number; externalKey?: string }, { identity }) => {
      needProject(identity, input.projectId);
      needAbility(identity, 'handleUsers');
      const externalKey = input.externalKey ?? null;
      const taken = db.get('SELECT 1 FROM user WHERE projectId = :projectId AND externalKey = :externalKey', {
        projectId: input.projectId,
        externalKey,
      });
      if (taken) throw new Refusal(409, 'A user has this external key.', { code: 'USER_EXISTS' });
      const { lastId } = db.run(
        'INSERT INTO user (projectId, externalKey, creationTime) VALUES (:projectId, :externalKey, :now)',
        { projectId: input.projectId, externalKey, now: now() },
      );
      return { body: present(find(lastId) ?? {}) };
    },

    'users.get': (input: { user: number }, { identity }) => {
      if (identity.kind === 'user' && identity.userId !== input.user)
        throw denied('A user sees themself only.');
      const user = find(input.user);
      if (!user || !('projectId' in identity) || user.projectId !== identity.projectId) {
        throw new Refusal(404, 'There is no such user.', { code: 'USER_NOT_FOUND' });
      }
      return { body: present(user) };
    },

    'users.list': (input: RangeInput & { projectId: number; search?: string }, { identity }) => {
      needProject(identity, input.projectId);
      needAbility(identity, 'administer');
      const all = db.all<UserRow>(`SELECT ${columns} FROM user WHERE projectId = :projectId ORDER BY id`, {
        projectId: input.projectId,
      });
      return ranged(all.filter((user) => matches(user, input.search)).map(present), input);
    },
  };
}

/** Some phrase is in some field. Source: documented (API 2.8). */
function matches(user: UserRow, search = ''): boolean {
  const phrases = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fields = [user.name, user.externalKey].map((field) => (field ?? '').toLowerCase());
  return phrases.length === 0 || phrases.some((phrase) => fields.some((field) => field.includes(phrase)));
}
