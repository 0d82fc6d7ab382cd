import type { Database } from '../../state/database.ts';
import type { Identity } from '../../server/platform.ts';
import type { Tokens } from '../people/tokens.ts';

/** What a project key may do beyond reading. Source: documented ("Project API Keys"); the words are ours. */
export type Ability = 'administer' | 'sendCommands' | 'sendEvents' | 'handleUsers' | 'writeKeyValues';

export interface Nobody extends Identity {
  readonly kind: 'nobody';
  readonly sentKey: boolean;
}

export interface UserIdentity extends Identity {
  readonly kind: 'user';
  readonly userId: number;
  readonly projectId: number;
  readonly appId: string;
  readonly sessionId: number;
}

export interface DeviceIdentity extends Identity {
  readonly kind: 'device';
  readonly deviceId: number;
  readonly projectId: number;
}

export interface ProjectIdentity extends Identity {
  readonly kind: 'project';
  readonly projectId: number;
  readonly keyId: number;
  readonly keyName: string;
  readonly abilities: ReadonlySet<Ability>;
}

export type CloudIdentity = Nobody | UserIdentity | DeviceIdentity | ProjectIdentity;

/** Finds out who has this key. */
export function identify(db: Database, tokens: Tokens, key: string | undefined): CloudIdentity {
  const subject = key === undefined ? undefined : tokens.read(key);
  const nobody: Nobody = { kind: 'nobody', sentKey: key !== undefined };
  if (subject === undefined) return nobody;
  const values = { id: subject.id, issuedAt: subject.issuedAt };
  switch (subject.type) {
    case 'user': {
      const row = db.get<Omit<UserIdentity, 'kind'>>(
        `SELECT session.id AS sessionId, userId, appId, projectId FROM session JOIN user ON user.id = userId
         WHERE session.id = :id AND issuedAt = :issuedAt`,
        values,
      );
      return row ? { kind: 'user', ...row } : nobody;
    }
    case 'device': {
      const row = db.get<Omit<DeviceIdentity, 'kind'>>(
        'SELECT id AS deviceId, projectId FROM device WHERE id = :id AND issuedAt = :issuedAt',
        values,
      );
      return row ? { kind: 'device', ...row } : nobody;
    }
    case 'project': {
      const row = db.get<{ keyId: number; keyName: string; projectId: number; abilities: string }>(
        `SELECT id AS keyId, name AS keyName, projectId, abilities FROM projectKey
         WHERE id = :id AND issuedAt = :issuedAt`,
        values,
      );
      if (!row) return nobody;
      return { ...row, kind: 'project', abilities: new Set(row.abilities.split(' ') as Ability[]) };
    }
  }
}

/** What carries a key where no header can be sent. Source: observed, of websockets only. */
export const keyParameter = 'authToken';

/** The key of a request: from the header, or, of a websocket, from its address, as browsers and older clients send it. */
export function keyOf(
  authorization: string | undefined,
  query: URLSearchParams | undefined,
): string | undefined {
  if (authorization === undefined) return query?.get(keyParameter) ?? undefined;
  return /^ModeCloud\s+(\S+)\s*$/i.exec(authorization)?.[1] ?? '';
}
