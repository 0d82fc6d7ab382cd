import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { personCallers } from './callers.ts';
import { flag, id, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { workspace } from './inputs.ts';

export const Invite = z
  .object({
    email: text.nullish(),
    message: text.nullish(),
    inviter_id: id.nullish(),
    invitee_id: id.nullish(),
    organization_id: id.nullish(),
    limited: z.union([flag, text]).nullish().describe('Documented as text.'),
    sent_at: time.nullish(),
    resent_at: time.nullish(),
    clicked_at: time.nullish(),
    accepted_at: time.nullish(),
    expires_at: time.nullish(),
    created_at: time.nullish(),
    ...hal,
  })
  .meta({ id: 'Invite', description: 'An invitation to a workspace.' });

export const createInvite = operation({
  id: 'invites.create',
  method: 'POST',
  path: '/api/{workspace}/invites',
  input: z.object({
    workspace,
    invitee: z.object({ email: z.string().min(3).describe('Mail address.') }),
    message: z.string().describe('What the mail says.'),
  }),
  wrapper: 'invite',
  output: Invite,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Invites a person to the workspace by mail. Workspace tokens cannot: an invitation comes from a person.',
  callers: personCallers,
});
