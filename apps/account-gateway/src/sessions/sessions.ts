import { createHash, randomBytes } from 'node:crypto';
import type { Account } from '../accounts/accounts.ts';
import type { Sql } from '../database/database.ts';
import type { Seal } from './seal.ts';

/** Somebody who is signed in. */
export interface Session {
  /** The hash of what the cookie holds: whoever reads the database cannot sign in by it. */
  readonly id: string;
  readonly account: Account;
  /** Their session at MODE, where one was started. */
  readonly modeToken: string | undefined;
}

interface SessionRow extends Account {
  readonly session: string;
  readonly mode_token: string | null;
}

/** How long somebody stays signed in: so long in all, and so long without a request. As PostgreSQL writes intervals. */
const lifetime = '12 hours';
const idle = '1 hour';
const alive = `created_at > now() - interval '${lifetime}' AND seen_at > now() - interval '${idle}'`;

/** Who is signed in. */
export class Sessions {
  readonly #sql: Sql;
  readonly #seal: Seal;

  constructor(sql: Sql, seal: Seal) {
    this.#sql = sql;
    this.#seal = seal;
  }

  /** Starts a session. @returns what the cookie holds: new each time, never what the browser brought. */
  async start({ id: account }: Account): Promise<string> {
    const cookie = randomBytes(32).toString('base64url');
    await this.#sql.query('INSERT INTO account_gateway.session (id, account) VALUES ($1, $2)', [
      idOf(cookie),
      account,
    ]);
    return cookie;
  }

  /** Whose cookie it is. */
  async find(cookie: string): Promise<Session | undefined> {
    const id = idOf(cookie);
    const [row] = await this.#sql.query<SessionRow>(
      `SELECT s.id AS session, s.mode_token, a.id, a.email, a.name, a.mode_user
       FROM account_gateway.session AS s JOIN account_gateway.account AS a ON a.id = s.account
       WHERE s.id = $1 AND s.${alive.replace(' AND ', ' AND s.')}`,
      [id],
    );
    if (!row) return undefined;
    // Once a minute is enough to tell whether somebody is there.
    await this.#sql.query(
      `UPDATE account_gateway.session SET seen_at = now() WHERE id = $1 AND seen_at < now() - interval '1 minute'`,
      [id],
    );
    const { session: _, mode_token: sealed, ...account } = row;
    return { id, account, modeToken: sealed === null ? undefined : this.#seal.open(sealed, id) };
  }

  async setModeToken({ id }: Pick<Session, 'id'>, token: string): Promise<void> {
    await this.#sql.query('UPDATE account_gateway.session SET mode_token = $2 WHERE id = $1', [
      id,
      this.#seal.close(token, id),
    ]);
  }

  async end({ id }: Pick<Session, 'id'>): Promise<void> {
    await this.#sql.query('DELETE FROM account_gateway.session WHERE id = $1', [id]);
  }

  /** Ends all sessions of an account, but this one where one is named. @returns those that ended. */
  async endAll(account: Account, except?: Session): Promise<string[]> {
    const ended = await this.#sql.query<{ id: string }>(
      'DELETE FROM account_gateway.session WHERE account = $1 AND id <> $2 RETURNING id',
      [account.id, except?.id ?? ''],
    );
    return ended.map(({ id }) => id);
  }

  /** Which of these go on. */
  async aliveAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#sql.query<{ id: string }>(
      `SELECT id FROM account_gateway.session WHERE id = ANY ($1) AND ${alive}`,
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Deletes those that are over. */
  async sweep(): Promise<void> {
    await this.#sql.query(`DELETE FROM account_gateway.session WHERE NOT (${alive})`);
  }
}

function idOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}
