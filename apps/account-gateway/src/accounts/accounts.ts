import type { Sql } from '../database/database.ts';
import { RequestError } from '../http/request-error.ts';
import { hashPassword, isPassword } from './passwords.ts';

/** Somebody who may sign in here. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Who they are at MODE; null until that was asked for. */
  readonly mode_user: string | null;
}

/** Somebody who turned out to be who they say. */
export interface Checked {
  readonly account: Account;
  /** What the password is kept as: it tells whether another was set since. */
  readonly hashed: string;
}

interface AccountRow extends Account {
  readonly password: string;
}

/** The service's own accounts. No answer tells whether an address has one. */
export class Accounts {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Registers an address; of one that is registered nothing changes, and nothing shows. @returns the new account. */
  async register(email: string, name: string, password: string): Promise<Account | undefined> {
    refuseWeak(password, email, 'password');
    const [account] = await this.#sql.query<Account>(
      `INSERT INTO account_gateway.account (email, name, password) VALUES ($1, $2, $3)
       ON CONFLICT (email) DO NOTHING RETURNING id, email, name, mode_user`,
      [addressOf(email), name, await hashPassword(password)],
    );
    return account;
  }

  /** Who signs in with these; an unknown address takes as long as a wrong password. */
  async check(email: string, password: string): Promise<Checked | undefined> {
    const [found] = await this.#sql.query<AccountRow>(
      'SELECT id, email, name, mode_user, password FROM account_gateway.account WHERE email = $1',
      [addressOf(email)],
    );
    if (!(await isPassword(password, found?.password)) || !found) return undefined;
    const { password: hashed, ...account } = found;
    return { account, hashed };
  }

  /** Sets another password, by its hash. @returns false where the old one is no more what was checked. */
  async setPassword({ account, hashed }: Checked, next: string): Promise<boolean> {
    const rows = await this.#sql.query(
      'UPDATE account_gateway.account SET password = $3 WHERE id = $1 AND password = $2 RETURNING id',
      [account.id, hashed, next],
    );
    return rows.length > 0;
  }

  /** Forgets who an account was at MODE, unless somebody else is remembered by now. */
  async forgetModeUser({ id }: Account, user: number): Promise<void> {
    await this.#sql.query(
      'UPDATE account_gateway.account SET mode_user = NULL WHERE id = $1 AND mode_user = $2',
      [id, user],
    );
  }

  /** Remembers who an account is at MODE. @returns whoever it is: the first one remembered stays. */
  async setModeUser({ id }: Account, user: number): Promise<number> {
    const [row] = await this.#sql.query<{ mode_user: string }>(
      `UPDATE account_gateway.account SET mode_user = coalesce(mode_user, $2) WHERE id = $1 RETURNING mode_user`,
      [id, user],
    );
    return Number(row?.mode_user ?? user);
  }
}

/**
 * Addresses differ by more than capitals nowhere, nor by how a keyboard writes an accent: one character (NFC) or two (NFD).
 * Source: RFC 6532, 3.1.
 */
export function addressOf(email: string): string {
  return email.trim().toLowerCase().normalize('NFC');
}

/** Length is what counts; a password that is the address is none. Source: NIST SP 800-63B, 5.1.1. */
export function refuseWeak(password: string, email: string, field: string): void {
  if (addressOf(password) === addressOf(email)) {
    throw new RequestError(400, 'invalid', 'The password must not be the address.', field);
  }
}
