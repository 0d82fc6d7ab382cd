import { randomBytes } from 'node:crypto';
import { Refusal } from '../../server/refusal.ts';
import { hashOf } from '../kernel/identity.ts';
import { notFound } from '../kernel/refusals.ts';
import type { UserRow } from '../kernel/rows.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

const headers = { 'content-type': 'application/json; charset=utf-8' };

/** What opens the Discovery API; made by admins, and told its secret once. */
export function signatureTokenHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const adminOf = (username: string): UserRow => {
    const user = db.get<UserRow>('SELECT * FROM users WHERE username = :username AND admin = 1', {
      username,
    });
    if (!user) throw new Refusal(401, 'Only admins may make signature tokens.');
    return user;
  };
  const create: Handle<{ name: string; expires_at: string; auth_scope: object }> = (input, { identity }) => {
    const user = adminOf(identity.user);
    const expires = Date.parse(input.expires_at);
    if (Number.isNaN(expires)) throw new Refusal(400, 'expires_at is invalid');
    const [token, key, secret, at] = [newToken(), hex(12), hex(12), now()];
    const expiresAt = new Date(expires).toISOString();
    db.run(
      `INSERT INTO signature_tokens (token, name, access_key, secret_hash, creator, expires_at, created_at)
       VALUES (:token, :name, :key, :hash, :user, :expires, :at)`,
      { token, name: input.name, key, hash: hashOf(secret), user: user.username, expires: expiresAt, at },
    );
    return {
      headers,
      body: {
        token,
        name: input.name,
        creator_id: user.id,
        organization_id: workspace.id,
        access_key: key,
        access_secret: secret,
        created_at: at,
        updated_at: at,
        expires_at: expiresAt,
        ...input.auth_scope,
      },
    };
  };
  const remove: Handle<{ signatureToken: string }> = (input, { identity }) => {
    adminOf(identity.user);
    const { changes } = db.run('DELETE FROM signature_tokens WHERE token = :token', {
      token: input.signatureToken,
    });
    if (changes === 0) throw notFound('signature token not found');
    return { headers, body: { message: 'Signature token deleted.' } };
  };
  return { 'signatureTokens.create': create, 'signatureTokens.delete': remove };
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
