import { links } from '../kernel/hal.ts';
import { notFound } from '../kernel/refusals.ts';
import type { ApiKeyRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';

/** What an API key is called, and whom it acts for; never its secret. */
export function apiKeyHandlers({ db, workspace }: World): Record<string, Handle<never>> {
  const get: Handle<{ apiKey: string }> = (input) => {
    const row = db.get<ApiKeyRow>('SELECT * FROM api_keys WHERE token = :token', { token: input.apiKey });
    if (!row) throw notFound('api key not found');
    return {
      body: {
        token_name: row.name,
        _links: links({
          self: `/api/${workspace.username}/api_keys/${row.token}`,
          member: `/api/${row.user}`,
        }),
      },
    };
  };
  return { 'apiKeys.get': get };
}
