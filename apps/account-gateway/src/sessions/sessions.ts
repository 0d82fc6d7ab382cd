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

/** What is left of a session that is over. */
export type Ended = Pick<Session, 'id' | 'modeToken'>;

interface EndedRow {
  readonly session: string;
  readonly mode_token: string | null;
}

/** How long somebody stays signed in: so long in all, and so long without a request. As PostgreSQL writes intervals. */
const lifetime = '12 hours';
const idle = '1 hour';
const alive = `s.created_at > now() - interval '${lifetime}' AND s.seen_at > now() - interval '${idle}'`;

/** Who is signed in. */
export class Sessions {
  readonly #sql: Sql;
  readonly #seal: Seal;

  constructor(sql: Sql, seal: Seal) {
    this.#sql = sql;
    this.#seal = seal;
  }

  /**
   * Starts a session. The lock makes it wait for a change of the password that is under way.
   *
   * @param hashed the password that was checked.
   * @returns what the cookie holds: new each time, never what the browser brought; undefined where the password has been
   * changed since it was checked.
   */
  async start({ id: account }: Account, hashed: string): Promise<string | undefined> {
    const cookie = randomBytes(32).toString('base64url');
    const rows = await this.#sql.query(
      `INSERT INTO account_gateway.session (id, account)
       SELECT $1::text, id FROM account_gateway.account WHERE id = $2 AND password = $3 FOR SHARE
       RETURNING id`,
      [idOf(cookie), account, hashed],
    );
    return rows.length > 0 ? cookie : undefined;
  }

  /** Whose cookie it is. */
  async find(cookie: string): Promise<Session | undefined> {
    const id = idOf(cookie);
    const [row] = await this.#sql.query<Account & EndedRow>(
      `SELECT s.id AS session, s.mode_token, a.id, a.email, a.name, a.mode_user
       FROM account_gateway.session AS s JOIN account_gateway.account AS a ON a.id = s.account
       WHERE s.id = $1 AND ${alive}`,
      [id],
    );
    if (!row) return undefined;
    // Once a minute is enough to tell whether somebody is there.
    await this.#sql.query(
      `UPDATE account_gateway.session SET seen_at = now() WHERE id = $1 AND seen_at < now() - interval '1 minute'`,
      [id],
    );
    const { session: _, mode_token: __, ...account } = row;
    return { ...this.#read(row), account };
  }

  /** The token at MODE as it is now: another process may have renewed it. */
  async modeTokenOf({ id }: Pick<Session, 'id'>): Promise<string | undefined> {
    const [row] = await this.#sql.query<EndedRow>(
      'SELECT id AS session, mode_token FROM account_gateway.session WHERE id = $1',
      [id],
    );
    return row && this.#read(row).modeToken;
  }

  /** @returns false where the session is over, and the token has nobody. */
  async setModeToken({ id }: Pick<Session, 'id'>, token: string): Promise<boolean> {
    const rows = await this.#sql.query(
      'UPDATE account_gateway.session SET mode_token = $2 WHERE id = $1 RETURNING id',
      [id, this.#seal.close(token, id)],
    );
    return rows.length > 0;
  }

  end({ id }: Pick<Session, 'id'>): Promise<Ended[]> {
    return this.#end('id = $1', [id]);
  }

  /** Ends all sessions of the account but this one. */
  endOthers({ id, account }: Session): Promise<Ended[]> {
    return this.#end('account = $1 AND id <> $2', [account.id, id]);
  }

  /** Goes on under another cookie, so that the former one is good for nothing. @returns undefined where it is over. */
  async renew(session: Session): Promise<string | undefined> {
    const cookie = randomBytes(32).toString('base64url');
    const id = idOf(cookie);
    // What is sealed opens at its place only. The lock keeps another process from renewing the token in between.
    const [row] = await this.#sql.query<EndedRow>(
      'SELECT id AS session, mode_token FROM account_gateway.session WHERE id = $1 FOR UPDATE',
      [session.id],
    );
    if (!row) return undefined;
    const { modeToken } = this.#read(row);
    await this.#sql.query('UPDATE account_gateway.session SET id = $2, mode_token = $3 WHERE id = $1', [
      session.id,
      id,
      modeToken === undefined ? null : this.#seal.close(modeToken, id),
    ]);
    return cookie;
  }

  /** Which of these go on. */
  async aliveAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#sql.query<{ id: string }>(
      `SELECT id FROM account_gateway.session AS s WHERE id = ANY ($1) AND ${alive}`,
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Deletes those that are over. Each is told to one process. */
  sweep(): Promise<Ended[]> {
    return this.#end(`NOT (${alive})`, []);
  }

  async #end(which: string, values: readonly unknown[]): Promise<Ended[]> {
    const rows = await this.#sql.query<EndedRow>(
      `DELETE FROM account_gateway.session AS s WHERE ${which} RETURNING s.id AS session, s.mode_token`,
      values,
    );
    return rows.map((row) => this.#read(row));
  }

  #read({ session: id, mode_token: sealed }: EndedRow): Ended {
    return { id, modeToken: sealed === null ? undefined : this.#seal.open(sealed, id) };
  }
}

function idOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}
