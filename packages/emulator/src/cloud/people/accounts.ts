import type { Handlers } from '../../server/platform.ts';
import { now } from '../kernel/clock.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import { mailToken, redeem, textCode, type Purpose } from './mails.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { hashed } from './passwords.ts';
import {
  findAccount,
  findUser,
  needAccounts,
  needEmail,
  needPhoneNumber,
  userJson,
  type UserRow,
} from './people.ts';
import { needAbility, needProject } from '../homes/permissions.ts';
import { conflict, refused } from '../kernel/reasons.ts';

/** Accounts that people make themselves: registering, proving an address, invitations, forgotten passwords. */
export function accounts(parts: CloudParts): Handlers<CloudIdentity> {
  const { db } = parts;
  const found = (id: number): object => {
    const user = findUser(db, id);
    return user ? userJson(user) : {};
  };
  const account = (projectId: number, email: string) => {
    needAccounts(db, projectId, 'email');
    const user = findAccount(db, projectId, { email });
    if (!user) throw refused('UNKNOWN_EMAIL', 'Nobody has this address.');
    return user;
  };
  /** Redeems a token and does what it is for. */
  const proved = (purpose: Purpose, token: string, work: (userId: number, email: string) => void) =>
    db.transaction(() => {
      const { userId, email } = redeem(parts, purpose, token);
      work(userId, email);
      return { body: { projectId: findUser(db, userId)?.projectId, email } };
    });

  return {
    'users.createWithEmail': (input: {
      projectId: number;
      email: string;
      name: string;
      password: string;
    }) => {
      const { projectId, email, name, password } = input;
      needAccounts(db, projectId, 'email');
      needEmail(email);
      needNobody(findAccount(db, projectId, { email }), 'address');
      const { lastId: id } = db.run(
        `INSERT INTO user (projectId, email, name, passwordHash, passwordUpdateTime, verified, creationTime)
         VALUES (:projectId, :email, :name, :hash, :now, 0, :now)`,
        { projectId, email, name, hash: hashed(password), now: now() },
      );
      mailToken(parts, 'verification', { id, email });
      return { body: found(id) };
    },

    'users.createWithPhone': (
      input: { projectId: number; phoneNumber: string; name: string },
      { identity },
    ) => {
      const { projectId, phoneNumber, name } = input;
      needAccounts(db, projectId, 'phone');
      needPhoneNumber(phoneNumber);
      const isTrusted = identity.kind === 'project';
      if (isTrusted) needProject(identity, projectId);
      needAbility(identity, 'administer');
      needNobody(findAccount(db, projectId, { phoneNumber }), 'number');
      const { lastId: id } = db.run(
        `INSERT INTO user (projectId, phoneNumber, name, verified, creationTime)
         VALUES (:projectId, :phoneNumber, :name, :verified, :now)`,
        { projectId, phoneNumber, name, verified: isTrusted ? 1 : 0, now: now() },
      );
      if (!isTrusted) textCode(parts, { id, phoneNumber });
      return { body: found(id) };
    },

    'users.startEmailVerification': (input: { projectId: number; email: string }) => {
      const { id, email } = { ...account(input.projectId, input.email), email: input.email };
      mailToken(parts, 'verification', { id, email });
      return { body: { email } };
    },

    'users.verifyEmail': (input: { token: string }) =>
      proved('verification', input.token, (id) => {
        db.run('UPDATE user SET verified = 1 WHERE id = :id', { id });
      }),

    'users.verifyNewEmail': (input: { token: string }) =>
      proved('newEmail', input.token, (id, email) => {
        const projectId = findUser(db, id)?.projectId ?? 0;
        if (findAccount(db, projectId, { email }))
          throw conflict('EMAIL_IN_USE', 'Somebody has this address.');
        db.run('UPDATE user SET email = :email, verified = 1 WHERE id = :id', { id, email });
      }),

    'users.activate': (input: { token: string; name: string; password: string }) =>
      proved('invitation', input.token, (id) => {
        db.run(
          `UPDATE user SET name = :name, passwordHash = :hash, passwordUpdateTime = :now, verified = 1
           WHERE id = :id`,
          { id, name: input.name, hash: hashed(input.password), now: now() },
        );
      }),

    'users.startPasswordReset': (input: { projectId: number; email: string }) => {
      const { id } = account(input.projectId, input.email);
      mailToken(parts, 'passwordReset', { id, email: input.email });
      return { body: { email: input.email } };
    },

    'users.resetPassword': (input: { token: string; newPassword: string }) =>
      proved('passwordReset', input.token, (id) => {
        db.run('UPDATE user SET passwordHash = :hash, passwordUpdateTime = :now WHERE id = :id', {
          id,
          hash: hashed(input.newPassword),
          now: now(),
        });
      }),
  };
}

/** Refuses to register somebody who is there. */
function needNobody(known: UserRow | undefined, what: 'address' | 'number'): void {
  if (!known) return;
  throw known.verified
    ? conflict('USER_EXISTS', `Somebody has this ${what}.`)
    : conflict('USER_EXISTS_UNVERIFIED', `Somebody has this ${what}, and has not verified it.`);
}
