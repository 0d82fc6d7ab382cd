import { Refusal } from '../../server/refusal.ts';
import { accountJson } from './account-json.ts';
import { notFound } from '../kernel/refusals.ts';
import type { UserRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';

export function workspaceHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace, isBefore2024 } = world;
  const user = (username: string): UserRow | undefined =>
    db.get<UserRow>('SELECT * FROM users WHERE username = :username', { username });

  /** A workspace answers to anyone, so that it proves nothing about a credential; a person only to callers. */
  const get: Handle<{ account: string }> = ({ account }, { identity }) => {
    const person = user(account);
    if (person && identity.kind === 'nobody') throw new Refusal(401, 'unauthorized');
    const row = person ?? (account === workspace.username ? workspace : undefined);
    if (!row) throw notFound('account not found');
    return { body: accountJson(world, row) };
  };

  /** Until 2024 this was how a key was tried out: it showed whose it is. */
  const current: Handle<object> = (_input, { identity }) => {
    const own = isBefore2024 ? user(identity.user) : undefined;
    if (own) return { body: accountJson(world, own, 'own') };
    throw new Refusal(400, 'This endpoint is unsupported for use with Api Keys');
  };
  return { 'accounts.get': get, 'accounts.current': current };
}
