import { openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { text } from './fields.ts';
import { hal } from './hal.ts';

export const Verification = z
  .object({
    workspace: text.nullish().describe('Username of the workspace that the credential belongs to.'),
    workspace_token: text.nullish(),
    api_key_scope: openEnum(['workspace', 'member'])
      .nullish()
      .describe('Kind of the credential. `member` was seen; `workspace` is presumed for workspace keys.'),
    ...hal,
  })
  .meta({ id: 'Verification', description: 'What the platform says about the credential that asked.' });

export const verifyCredential = operation({
  id: 'credentials.verify',
  method: 'GET',
  path: '/api/verify',
  input: z.object({}),
  output: Verification,
  idempotent: true,
  source: 'documented',
  doc: 'Checks the credential and says which workspace and scope it has. It is the only reliable check: a workspace record is answered to anyone.',
  callers: restCallers,
});
