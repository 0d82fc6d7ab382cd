import { randomBytes } from 'node:crypto';
import type { Handlers } from '../../server/platform.ts';
import { now, nowInSeconds } from '../kernel/clock.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import { redeemCode, textCode } from './mails.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { isPassword } from './passwords.ts';
import { findAccount, needAccounts, needPhoneNumber, type UserRow } from './people.ts';
import { needAbility, needProject } from '../homes/permissions.ts';
import { denied, refused } from '../kernel/reasons.ts';

export function sessions(parts: CloudParts): Handlers<CloudIdentity> {
  const { db, tokens, hub } = parts;
  const start = (projectId: number, appId: string, userId: number) => {
    if (!db.get('SELECT 1 FROM app WHERE projectId = :projectId AND id = :appId', { projectId, appId })) {
      throw denied('The project has no such app.');
    }
    const issuedAt = nowInSeconds();
    const { lastId } = db.run(
      'INSERT INTO session (userId, appId, issuedAt, creationTime) VALUES (:userId, :appId, :issuedAt, :now)',
      { userId, appId, issuedAt, now: now() },
    );
    return { body: { userId, token: tokens.issue({ type: 'user', id: lastId, issuedAt }) } };
  };
  return {
    'sessions.create': (input: { projectId: number; appId: string; userId: number }, { identity }) => {
      const { projectId, appId, userId } = input;
      needProject(identity, projectId);
      needAbility(identity, 'handleUsers');
      if (
        !db.get('SELECT 1 FROM user WHERE projectId = :projectId AND id = :userId', { projectId, userId })
      ) {
        throw refused('INVALID_USER_ID', 'The project has no such user.');
      }
      return start(projectId, appId, userId);
    },

    'sessions.sendCode': (input: { projectId: number; phoneNumber: string }) => {
      const { id } = phoneUser(parts, input);
      textCode(parts, { id, phoneNumber: input.phoneNumber });
      return { body: { recipient: input.phoneNumber } };
    },

    'sessions.createWithCode': (input: {
      projectId: number;
      appId: string;
      phoneNumber: string;
      code: string;
    }) => {
      const { id } = phoneUser(parts, input);
      redeemCode(parts, id, input.code);
      db.run('UPDATE user SET verified = 1 WHERE id = :id', { id });
      return start(input.projectId, input.appId, id);
    },

    'sessions.createWithPassword': (input: {
      projectId: number;
      appId: string;
      email: string;
      password: string;
    }) => {
      const { projectId, appId, email, password } = input;
      needAccounts(db, projectId, 'email');
      const user = findAccount(db, projectId, { email });
      if (!user) throw refused('UNKNOWN_EMAIL', 'Nobody has this address.');
      if (!isPassword(password, user.passwordHash)) throw refused('INCORRECT_PASSWORD', 'That is not it.');
      if (!user.verified) throw refused('USER_UNVERIFIED', 'The address has not been verified.');
      // How the second step goes on is unknown: nothing takes this token.
      if (user.auth2FActivated) {
        return { body: { userId: user.id, auth2FToken: randomBytes(24).toString('hex') } };
      }
      return start(projectId, appId, user.id);
    },

    'sessions.get': (_input, { identity }) => {
      if (identity.kind !== 'user') throw denied('This is for users.');
      const { sessionId, userId, appId, projectId } = identity;
      const row = db.get<{ creationTime: string }>('SELECT creationTime FROM session WHERE id = :sessionId', {
        sessionId,
      });
      return { body: { userId, appId, projectId, ...row } };
    },

    'sessions.delete': (_input, { identity }) => {
      if (identity.kind !== 'user') throw denied('This is for users.');
      db.run('DELETE FROM session WHERE id = :id', { id: identity.sessionId });
      hub.endSession(identity.sessionId);
      return {};
    },
  };
}

function phoneUser({ db }: CloudParts, input: { projectId: number; phoneNumber: string }): UserRow {
  needAccounts(db, input.projectId, 'phone');
  needPhoneNumber(input.phoneNumber);
  const user = findAccount(db, input.projectId, { phoneNumber: input.phoneNumber });
  if (!user) throw refused('USER_NOT_FOUND', 'Nobody has this number.');
  return user;
}
