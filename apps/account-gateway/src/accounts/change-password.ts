import type { Database } from '../database/database.ts';
import type { Seal } from '../sessions/seal.ts';
import { Sessions, type Ended, type Session } from '../sessions/sessions.ts';
import { Accounts, refuseWeak, type Checked } from './accounts.ts';
import { hashPassword } from './passwords.ts';

/** What a change of the password left. */
export interface PasswordChanged {
  /** What the cookie of whoever changed it holds from now on; undefined where they signed out meanwhile. */
  readonly cookie: string | undefined;
  readonly ended: readonly Ended[];
}

/**
 * Sets another password and ends all other sessions, and the former cookie of this one: whoever had the old password, or a
 * copy of the cookie, is out. All of it happens, or nothing.
 */
export type ChangePassword = (
  session: Session,
  checked: Checked,
  next: string,
) => Promise<PasswordChanged | undefined>;

/** What changes passwords. It returns undefined where somebody else was faster, and the old one is old. */
export function passwordChange(database: Database, seal: Seal): ChangePassword {
  return async (session, checked, next) => {
    refuseWeak(next, checked.account.email, 'next');
    const hashed = await hashPassword(next);
    return database.transaction(async (sql) => {
      if (!(await new Accounts(sql).setPassword(checked, hashed))) return undefined;
      const sessions = new Sessions(sql, seal);
      const others = await sessions.endOthers(session);
      const cookie = await sessions.renew(session);
      // Its token at MODE goes on with the new cookie.
      return { cookie, ended: [...others, { id: session.id, modeToken: undefined }] };
    });
  };
}
