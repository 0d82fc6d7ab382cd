import type { Handlers } from '../../server/platform.ts';
import { Refusal } from '../../server/refusal.ts';
import { now } from '../kernel/clock.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import {
  findAccount,
  findUser,
  needAccounts,
  needEmail,
  userColumns,
  userJson,
  type UserRow,
} from './people.ts';
import { mailToken } from './mails.ts';
import { hashed } from './passwords.ts';
import { needAbility, needProject } from '../homes/permissions.ts';
import { ranged, type RangeInput } from '../kernel/range.ts';
import { conflict, denied } from '../kernel/reasons.ts';

export function users(parts: CloudParts): Handlers<CloudIdentity> {
  const { db } = parts;
  /** The user, for themself and for keys of their project. */
  const need = (identity: CloudIdentity, id: number): UserRow => {
    if (identity.kind === 'user' && identity.userId !== id) throw denied('A user sees themself only.');
    const user = findUser(db, id);
    if (!user || !('projectId' in identity) || user.projectId !== identity.projectId) {
      throw new Refusal(404, 'There is no such user.', { code: 'USER_NOT_FOUND' });
    }
    return user;
  };
  return {
    'users.create': (input: { projectId: number; externalKey?: string }, { identity }) => {
      needProject(identity, input.projectId);
      needAbility(identity, 'handleUsers');
      needAccounts(db, input.projectId, 'own');
      const externalKey = input.externalKey ?? null;
      const taken = db.get('SELECT 1 FROM user WHERE projectId = :projectId AND externalKey = :externalKey', {
        projectId: input.projectId,
        externalKey,
      });
      if (taken) throw conflict('USER_EXISTS', 'A user has this external key.');
      const { lastId } = db.run(
        'INSERT INTO user (projectId, externalKey, creationTime) VALUES (:projectId, :externalKey, :now)',
        { projectId: input.projectId, externalKey, now: now() },
      );
      return { body: userJson(need(identity, lastId)) };
    },

    'users.get': (input: { user: number }, { identity }) => ({ body: userJson(need(identity, input.user)) }),

    'users.list': (input: RangeInput & { projectId: number; search?: string }, { identity }) => {
      needProject(identity, input.projectId);
      needAbility(identity, 'administer');
      const all = db.all<UserRow>(
        `SELECT ${userColumns} FROM user WHERE projectId = :projectId ORDER BY id`,
        { projectId: input.projectId },
      );
      return ranged(all.filter((user) => matches(user, input.search)).map(userJson), input);
    },

    'users.update': (input: { user: number; name?: string; password?: string }, { identity }) => {
      need(identity, input.user);
      needAbility(identity, 'administer');
      const { user: id, name = null, password } = input;
      db.run(
        `UPDATE user SET name = coalesce(:name, name), passwordHash = coalesce(:hash, passwordHash),
         passwordUpdateTime = coalesce(:time, passwordUpdateTime) WHERE id = :id`,
        {
          id,
          name,
          hash: password === undefined ? null : hashed(password),
          time: password === undefined ? null : now(),
        },
      );
      return {};
    },

    'users.changeEmail': (input: { user: number; email: string }, { identity }) => {
      const { id, projectId } = need(identity, input.user);
      needAbility(identity, 'administer');
      const { email } = input;
      needEmail(email);
      if (findAccount(db, projectId, { email })) throw conflict('EMAIL_IN_USE', 'Somebody has this address.');
      mailToken(parts, 'newEmail', { id, email });
      return {};
    },

    'users.delete': (input: { user: number }, { identity }) => {
      const { id } = need(identity, input.user);
      needAbility(identity, 'administer');
      const sessions = db.all<{ id: number }>('SELECT id FROM session WHERE userId = :id', { id });
      db.run('DELETE FROM user WHERE id = :id', { id });
      for (const session of sessions) parts.hub.endSession(session.id);
      return {};
    },
  };
}

/** Some phrase is in some field. Source: documented (API 2.8). */
function matches(user: UserRow, search = ''): boolean {
  const phrases = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fields = [user.name, user.email, user.phoneNumber, user.externalKey].map((field) =>
    (field ?? '').toLowerCase(),
  );
  return phrases.length === 0 || phrases.some((phrase) => fields.some((field) => field.includes(phrase)));
}
