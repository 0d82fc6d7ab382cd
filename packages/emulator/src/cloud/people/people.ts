import type { Database } from '../../state/database.ts';
import { refused } from '../kernel/reasons.ts';
import { present } from '../kernel/row.ts';

/** How the users of a project sign in: `own` brings its own users. */
export type Accounts = 'own' | 'email' | 'phone';

export interface UserRow {
  readonly id: number;
  readonly projectId: number;
  readonly externalKey: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly verified: number | null;
  readonly passwordHash: string | null;
  readonly passwordUpdateTime: string | null;
  readonly auth2FActivated: number | null;
  readonly creationTime: string;
}

export const userColumns = `user.id, projectId, externalKey, name, email, phoneNumber, verified, passwordHash,
  passwordUpdateTime, auth2FActivated, user.creationTime`;

/** A user as the platform writes them: without what is nobody's business. */
export function userJson({ passwordHash: _, verified, auth2FActivated, ...row }: UserRow): object {
  return present({ ...row, verified: flag(verified), auth2FActivated: flag(auth2FActivated) });
}

export function flag(value: number | null): boolean | undefined {
  return value === null ? undefined : value === 1;
}

export function findUser(db: Database, id: number): UserRow | undefined {
  return db.get<UserRow>(`SELECT ${userColumns} FROM user WHERE id = :id`, { id });
}

/** Somebody by what they sign in with. */
export function findAccount(
  db: Database,
  projectId: number,
  by: { readonly email: string } | { readonly phoneNumber: string },
): UserRow | undefined {
  const [column, value] = 'email' in by ? ['email', by.email] : ['phoneNumber', by.phoneNumber];
  return db.get<UserRow>(
    `SELECT ${userColumns} FROM user WHERE projectId = :projectId AND ${column} = :value`,
    { projectId, value: value ?? '' },
  );
}

/** Refuses a project whose users sign in otherwise. */
export function needAccounts(db: Database, projectId: number, accounts: Accounts): void {
  const row = db.get<{ accounts: string }>('SELECT accounts FROM project WHERE id = :projectId', {
    projectId,
  });
  if (row?.accounts !== accounts) {
    throw refused('PERMISSION_DENIED', `The project has no accounts of this kind (${accounts}).`);
  }
}

/** @throws Refusal for what is no address. */
export function needEmail(email: string): void {
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw refused('INVALID_EMAIL', 'That is no address.');
}

/** @throws Refusal for what is no number with its country code. */
export function needPhoneNumber(phoneNumber: string): void {
  if (!/^\+\d{6,15}$/.test(phoneNumber)) {
    throw refused('INVALID_PHONE_NUMBER', 'A phone number begins with + and the country code.');
  }
}
