import type { Database } from '../../state/database.ts';
import type { Secrets } from '../../state/secrets.ts';
import { membershipToken } from './memberships.ts';
import type { UserRow } from '../kernel/rows.ts';
import { plantKey, type SeededKey } from '../seeds/people.ts';
import { newToken, now } from '../kernel/new-values.ts';

/** Somebody who joins the workspace. */
export interface NewMember {
  /** As in their URL: lower case letters, digits, `-` and `_`. */
  readonly username: string;
  /** The username where absent. */
  readonly name?: string;
  readonly admin?: boolean;
}

/** A member who has joined. */
export interface JoinedMember {
  /** The member's token, which permissions and groups name them by. */
  readonly token: string;
  /** Token of the membership, as in its own link. */
  readonly membership: string;
  /** A member key of theirs. */
  readonly key: SeededKey;
}

/**
 * Lets somebody join, with a personal collection, the group of everyone and a member key: on the platform, people do that in a
 * browser, from the mail that invites them.
 *
 * @throws for a username that is taken, or cannot be one.
 */
export function addMember(
  db: Database,
  secrets: Secrets,
  { username, name, admin }: NewMember,
): JoinedMember {
  if (!/^[a-z0-9_-]+$/.test(username)) {
    throw new Error(
      `${JSON.stringify(username)} is no username: those are lower case letters, digits, "-" and "_".`,
    );
  }
  if (db.get('SELECT 1 FROM users WHERE username = :username', { username }))
    throw new Error(`There is somebody called "${username}" already.`);
  return db.transaction(() => {
    const [token, at] = [newToken(), now()];
    db.run(
      `INSERT INTO users (token, username, name, admin, created_at) VALUES (:token, :username, :name, :admin, :at)`,
      { token, username, name: name ?? username, admin: admin === true ? 1 : 0, at },
    );
    db.run(
      `INSERT INTO collections (token, name, space_type, default_access_level, creator)
       VALUES (:token, 'Personal', 'private', 'view', :username)`,
      { token: newToken(), username },
    );
    db.run(
      `INSERT INTO group_members (token, group_token, user, created_at)
       SELECT :own, token, :username, :at FROM groups WHERE group_type = 'everyone'`,
      { own: newToken(), username, at },
    );
    const key = plantKey(db, secrets, { name: `member ${username}`, kind: 'member', user: username });
    const row = db.get<UserRow>('SELECT * FROM users WHERE username = :username', { username });
    return { token, membership: row ? membershipToken(row) : '', key };
  });
}
