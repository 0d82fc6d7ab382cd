import type { Database } from '../../state/database.ts';
import type { Secrets } from '../../state/secrets.ts';
import { hashOf } from '../kernel/identity.ts';
import type { ApiKeyRow, WorkspaceRow } from '../kernel/rows.ts';
import { now } from '../kernel/new-values.ts';

/** What goes into `basic({ token, secret })`. */
export interface SeededKey {
  readonly token: string;
  readonly secret: string;
}

/** One key of each kind, and two that no longer open anything. */
export interface SeededKeys {
  /** Acts as an admin of the workspace. */
  readonly workspace: SeededKey;
  /** Acts as the user `grace`, who sees less. */
  readonly member: SeededKey;
  /** The legacy kind: acts as the user `ada`. */
  readonly personal: SeededKey;
  readonly expired: SeededKey;
  readonly revoked: SeededKey;
}

export function plantPeople(db: Database, secrets: Secrets): { workspace: WorkspaceRow; keys: SeededKeys } {
  const at = now();
  db.run(
    `INSERT OR IGNORE INTO workspaces (id, token, username, name, created_at)
     VALUES (1234567, :token, 'acme', 'Acme', :at)`,
    { token: secrets.hex('analytics/workspace', 6), at },
  );
  const people = [
    { id: 7654321, username: 'ada', name: 'Ada Example', admin: 1 },
    { id: 7654322, username: 'grace', name: 'Grace Example', admin: 0 },
  ];
  for (const person of people) {
    db.run(
      `INSERT OR IGNORE INTO users (id, token, username, name, admin, created_at)
       VALUES (:id, :token, :username, :name, :admin, :at)`,
      { ...person, token: secrets.hex(`analytics/user/${person.username}`, 6), at },
    );
  }
  const workspace = db.get<WorkspaceRow>('SELECT * FROM workspaces');
  if (!workspace) throw new Error('There is no workspace.');
  const key = (name: string, kind: ApiKeyRow['kind'], user: string, end: KeyEnd = {}): SeededKey =>
    plantKey(db, secrets, { name, kind, user, ...end });
  return {
    workspace,
    keys: {
      workspace: key('workspace', 'workspace', 'ada'),
      member: key('member', 'member', 'grace'),
      personal: key('personal', 'personal', 'ada'),
      expired: key('expired', 'workspace', 'ada', { expiresAt: '2025-01-01T00:00:00.000Z' }),
      revoked: key('revoked', 'workspace', 'ada', { revokedAt: '2025-01-01T00:00:00.000Z' }),
    },
  };
}

interface KeyEnd {
  readonly expiresAt?: string;
  readonly revokedAt?: string;
}

/** Keys are derived anew at every start, so that another `--seed` changes them in a state that is there already. */
export function plantKey(
  db: Database,
  secrets: Secrets,
  {
    name,
    kind,
    user,
    expiresAt,
    revokedAt,
  }: KeyEnd & { name: string; kind: ApiKeyRow['kind']; user: string },
): SeededKey {
  const token = secrets.hex(`analytics/api-key/${name}/token`, 6);
  const secret = secrets.hex(`analytics/api-key/${name}/secret`, 12);
  db.run(
    `INSERT INTO api_keys (token, name, secret_hash, kind, user, expires_at, revoked_at)
     VALUES (:token, :name, :hash, :kind, :user, :expires, :revoked)
     ON CONFLICT (name) DO UPDATE SET token = :token, secret_hash = :hash`,
    { token, name, hash: hashOf(secret), kind, user, expires: expiresAt ?? null, revoked: revokedAt ?? null },
  );
  return { token, secret };
}
