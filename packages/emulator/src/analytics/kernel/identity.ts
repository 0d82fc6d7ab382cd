import { createHash, timingSafeEqual } from 'node:crypto';
import type { Identity } from '../../server/platform.ts';
import type { Database } from '../../state/database.ts';
import type { ApiKeyRow } from './rows.ts';

/** Who calls Mode Analytics. A workspace key acts as an admin of its workspace, the others as their user. */
export interface Caller extends Identity {
  readonly kind: 'workspace' | 'member' | 'personal' | 'discovery' | 'nobody';
  /** The user that the key belongs to; '' for nobody. */
  readonly user: string;
  /** The key's token; '' for nobody. */
  readonly key: string;
}

const nobody: Caller = { kind: 'nobody', user: '', key: '' };

/** Secrets are random and long, so that one round of a hash is enough to keep them out of the state. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Who an `Authorization` header stands for: nobody where it is absent, wrong, revoked or expired. */
export function identify(db: Database, authorization: string | undefined): Caller {
  const bearer = /^Bearer ([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) return identifySignature(db, bearer);
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return nobody;
  const [token = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const key = db.get<ApiKeyRow>('SELECT * FROM api_keys WHERE token = :token', { token });
  if (!key) return nobody;
  const isRight = timingSafeEqual(Buffer.from(hashOf(secret.join(':'))), Buffer.from(key.secret_hash));
  return isRight && !hasEnded(key) ? callerOf(key) : nobody;
}

function hasEnded({ revoked_at: revoked, expires_at: expires }: ApiKeyRow): boolean {
  return revoked !== null || (expires !== null && Date.parse(expires) <= Date.now());
}

function callerOf({ kind, user, token }: ApiKeyRow): Caller {
  return { kind, user, key: token };
}

/** Who a signed link stands for: the key that it was made for, whose hash it names, until that is revoked or expires. */
export function identifyLink(db: Database, name: string): Caller {
  const keys = db.all<ApiKeyRow>('SELECT * FROM api_keys WHERE revoked_at IS NULL');
  const key = keys.find(({ token }) => hashOf(token) === name);
  return key && !hasEnded(key) ? callerOf(key) : nobody;
}

/** `token:access_key:access_secret`, in strict Base64. */
function identifySignature(db: Database, encoded: string): Caller {
  const [token = '', key = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const row = db.get<{ access_key: string; secret_hash: string; creator: string; expires_at: string }>(
    'SELECT * FROM signature_tokens WHERE token = :token',
    { token },
  );
  if (!row || row.access_key !== key || Date.parse(row.expires_at) <= Date.now()) return nobody;
  const isRight = timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(row.secret_hash));
  return isRight ? { kind: 'discovery', user: row.creator, key: token } : nobody;
}
