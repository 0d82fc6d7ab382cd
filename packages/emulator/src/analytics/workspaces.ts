import { Refusal } from '../server/refusal.ts';
import { links } from './hal.ts';
import { notFound } from './refusals.ts';
import type { UserRow, WorkspaceRow } from './rows.ts';
import type { Handle, World } from './world.ts';

const current: Handle<object> = () => {
  throw new Refusal(400, 'This endpoint is unsupported for use with Api Keys');
};

export function workspaceHandlers({ db, workspace, id }: World): Record<string, Handle<never>> {
  /** A workspace answers to anyone, so that it proves nothing about a credential; a person only to callers. */
  const get: Handle<{ account: string }> = (input, { identity }) => {
    const { account } = input;
    const user = db.get<UserRow>('SELECT * FROM users WHERE username = :account', { account });
    if (user && identity.kind === 'nobody') throw new Refusal(401, 'unauthorized');
    const row: UserRow | WorkspaceRow | undefined =
      user ?? (account === workspace.username ? workspace : undefined);
    if (!row) throw notFound('account not found');
    const self = `/api/${row.username}`;
    return {
      body: {
        username: row.username,
        name: row.name,
        id: id(row.id),
        token: row.token,
        user: user !== undefined,
        space_count: 0,
        dataset_size_limit_mb: 10,
        query_run_size_limit_mb: 1000,
        created_at: row.created_at,
        _links: links({
          self,
          web: `https://app.mode.com/${row.username}`,
          data_sources: user ? undefined : `${self}/data_sources`,
          spaces: user ? undefined : `${self}/collections`,
          space: user ? undefined : `${self}/collections/{id}`,
          report: `${self}/reports/{id}`,
          definitions: user ? undefined : `${self}/definitions`,
          memberships_lite: user ? undefined : `${self}/memberships/lite`,
        }),
      },
    };
  };
  return { 'accounts.get': get, 'accounts.current': current };
}
