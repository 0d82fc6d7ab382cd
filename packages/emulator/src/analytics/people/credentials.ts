import { links } from '../kernel/hal.ts';
import type { Handle, World } from '../kernel/world.ts';

/** The only reliable check of a credential. Source: `/verify` as captured; the scope of workspace keys is presumed. */
export function credentialHandlers({ workspace }: World): Record<string, Handle<never>> {
  const verify: Handle<object> = (_input, { identity }) => ({
    body: {
      workspace: workspace.username,
      workspace_token: workspace.token,
      api_key_scope: identity.kind === 'workspace' ? 'workspace' : 'member',
      _links: links({ self: `/api/${workspace.username}/api_keys/${identity.key}` }),
    },
  });
  return { 'credentials.verify': verify };
}
