import { notFound } from '../kernel/refusals.ts';
import type { UserRow } from '../kernel/rows.ts';
import type { World } from '../kernel/world.ts';

/** An active member by their token (`member_token`). @throws Refusal 404 */
export function findMember({ db }: World, token: string): UserRow {
  const row = db.get<UserRow>(`SELECT * FROM users WHERE token = :token AND state = 'active'`, { token });
  if (!row) throw notFound('member not found');
  return row;
}

/** The token of an active group. @throws Refusal 404 */
export function findGroupToken({ db }: World, token: string): string {
  const row = db.get<{ token: string }>(
    `SELECT token FROM groups WHERE token = :token AND state = 'active'`,
    { token },
  );
  if (!row) throw notFound('group not found');
  return row.token;
}

/** Mail addresses are made up: nobody of the emulator's has one. */
export function emailOf({ username }: { readonly username: string }): string {
  return `${username}@example.com`;
}
