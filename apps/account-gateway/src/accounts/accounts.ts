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
    refuseWeak(password, email);
    const [account] = await this.#sql.query<Account>(
      `INSERT INTO account_gateway.account (email, name, password) VALUES ($1, $2, $3)
       ON CONFLICT (email) DO NOTHING RETURNING id, email, name, mode_user`,
      [addressOf(email), name, await hashPassword(password)],
    );
    return account;
  }

  /** Who signs in with these; an unknown address takes as long as a wrong password. */
  async check(email: string, password: string): Promise<Account | undefined> {
    const [found] = await this.#sql.query<AccountRow>(
      'SELECT id, email, name, mode_user, password FROM account_gateway.account WHERE email = $1',
      [addressOf(email)],
    );
    return (await isPassword(password, found?.password)) ? found : undefined;
  }

  /** Sets another password. Ending the sessions is the caller's to do. */
  async setPassword({ id, email }: Account, password: string): Promise<void> {
    refuseWeak(password, email);
    await this.#sql.query('UPDATE account_gateway.account SET password = $2 WHERE id = $1', [
      id,
      await hashPassword(password),
    ]);
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

/** Addresses differ by more than capitals nowhere. */
export function addressOf(email: string): string {
  return email.trim().toLowerCase();
}

/** Length is what counts; a password that is the address is none. Source: NIST SP 800-63B, 5.1.1. */
function refuseWeak(password: string, email: string): void {
  if (addressOf(password) === addressOf(email)) {
    throw new RequestError(400, 'invalid', 'The password must not be the address.', 'password');
  }
}
