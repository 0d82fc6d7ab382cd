import type { Database } from '../../state/database.ts';
import type { Handlers } from '../../server/platform.ts';
import { now } from '../kernel/clock.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import { mailToken } from '../people/mails.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { findAccount, flag, needEmail, needPhoneNumber } from '../people/people.ts';
import { needHome, needOwner } from './permissions.ts';
import { conflict, missing, refused, unknown } from '../kernel/reasons.ts';
import { present } from '../kernel/row.ts';

interface MemberRow {
  readonly userId: number;
  readonly role: string;
  readonly verified: number | null;
}

export function members(parts: CloudParts): Handlers<CloudIdentity> {
  const { db } = parts;
  const need = (homeId: number, userId: number): MemberRow => {
    const [row] = rows(db, homeId).filter((member) => member.userId === userId);
    if (!row) throw unknown('member');
    return row;
  };
  /** An owner may go, or become a member, while another stays. */
  const needAnotherOwner = (homeId: number, member: MemberRow): void => {
    const owners = rows(db, homeId).filter(({ role }) => role === 'owner');
    if (member.role === 'owner' && owners.length === 1) {
      throw refused('LAST_OWNER', 'A home with members has an owner.');
    }
  };
  return {
    'members.list': (input: { home: number }, { identity }) => {
      needHome(db, identity, input.home);
      return { body: rows(db, input.home).map(memberJson) };
    },

    'members.get': (input: { home: number; user: number }, { identity }) => {
      needHome(db, identity, input.home);
      return { body: memberJson(need(input.home, input.user)) };
    },

    'members.create': (
      input: { home: number; email?: string; phoneNumber?: string; role?: string },
      { identity },
    ) => {
      const { home: homeId, role = 'member' } = input;
      needOwner(db, identity, homeId);
      return db.transaction(() => {
        const userId = invited(parts, homeId, input);
        if (rows(db, homeId).some((member) => member.userId === userId)) {
          throw conflict('MEMBER_EXISTS', 'They are a member of the home already.');
        }
        db.run(
          'INSERT INTO member (homeId, userId, role, creationTime) VALUES (:homeId, :userId, :role, :now)',
          { homeId, userId, role, now: now() },
        );
        return { body: memberJson(need(homeId, userId)) };
      });
    },

    'members.update': (input: { home: number; user: number; role: string }, { identity }) => {
      const { home: homeId, user: userId, role } = input;
      needOwner(db, identity, homeId);
      const member = need(homeId, userId);
      if (role !== 'owner') needAnotherOwner(homeId, member);
      db.run('UPDATE member SET role = :role WHERE homeId = :homeId AND userId = :userId', {
        homeId,
        userId,
        role,
      });
      return {};
    },

    'members.delete': (input: { home: number; user: number }, { identity }) => {
      const { home: homeId, user: userId } = input;
      const isSelf = identity.kind === 'user' && identity.userId === userId;
      if (isSelf) needHome(db, identity, homeId);
      else needOwner(db, identity, homeId);
      needAnotherOwner(homeId, need(homeId, userId));
      db.run('DELETE FROM member WHERE homeId = :homeId AND userId = :userId', { homeId, userId });
      return {};
    },
  };
}

/** The user with this address or number; somebody new becomes a user who is not verified, and is written to. */
function invited(
  parts: CloudParts,
  homeId: number,
  { email, phoneNumber }: { email?: string; phoneNumber?: string },
): number {
  const { db } = parts;
  const home = db.get<{ projectId: number; accounts: string }>(
    'SELECT projectId, accounts FROM home JOIN project ON project.id = projectId WHERE home.id = :homeId',
    { homeId },
  );
  const { projectId = 0, accounts } = home ?? {};
  const by = email !== undefined ? { email } : phoneNumber !== undefined ? { phoneNumber } : undefined;
  if (!by) throw missing('Give email or phoneNumber.');
  if ('email' in by) needEmail(by.email);
  else needPhoneNumber(by.phoneNumber);
  if (accounts !== ('email' in by ? 'email' : 'phone')) throw missing('The project has no such accounts.');
  const known = findAccount(db, projectId, by);
  if (known) return known.id;
  const { lastId: id } = db.run(
    `INSERT INTO user (projectId, email, phoneNumber, verified, creationTime)
     VALUES (:projectId, :email, :phoneNumber, 0, :now)`,
    { projectId, email: email ?? null, phoneNumber: 'email' in by ? null : by.phoneNumber, now: now() },
  );
  if ('email' in by) mailToken(parts, 'invitation', { id, email: by.email });
  else
    parts.outbox.send({
      kind: 'sms',
      to: by.phoneNumber,
      text: 'You are invited to a home.',
      data: { userId: id },
    });
  return id;
}

function rows(db: Database, homeId: number): MemberRow[] {
  return db.all<MemberRow>(
    `SELECT userId, member.creationTime, name, phoneNumber, email, verified, role
     FROM member JOIN user ON user.id = userId WHERE homeId = :homeId ORDER BY member.creationTime, userId`,
    { homeId },
  );
}

function memberJson({ verified, ...row }: MemberRow): object {
  return present({ ...row, verified: flag(verified) });
}
