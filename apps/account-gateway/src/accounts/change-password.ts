import type { Database } from '../database/database.ts';
import type { Seal } from '../sessions/seal.ts';
import { Sessions, type Ended, type Session } from '../sessions/sessions.ts';
import { Accounts, refuseWeak, type Checked } from './accounts.ts';
import { hashPassword } from './passwords.ts';

/** Sets another password and ends all other sessions: whoever had the old one is out. Both happen, or neither. */
export type ChangePassword = (
  session: Session,
  checked: Checked,
  next: string,
) => Promise<readonly Ended[] | undefined>;

/** What changes passwords. It returns undefined where somebody else was faster, and the old one is old. */
export function passwordChange(database: Database, seal: Seal): ChangePassword {
  return async (session, checked, next) => {
    refuseWeak(next, checked.account.email, 'next');
    const hashed = await hashPassword(next);
    return database.transaction(async (sql) => {
      if (!(await new Accounts(sql).setPassword(checked, hashed))) return undefined;
      return new Sessions(sql, seal).endOthers(session);
    });
  };
}
