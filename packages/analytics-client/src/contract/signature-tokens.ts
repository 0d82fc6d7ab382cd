import { nothing, operation, sensitive } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { id, text, time } from './fields.ts';
import { token, workspace } from './inputs.ts';

export const SignatureToken = z
  .object({
    token: text,
    name: text.nullish(),
    access_key: sensitive,
    access_secret: sensitive.describe('Told this once only.'),
    creator_id: id.nullish(),
    organization_id: id.nullish(),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    expires_at: time.nullish(),
    authentication_for: text.nullish(),
    authorization_type: text.nullish(),
  })
  .meta({ id: 'SignatureToken', description: 'What opens the Discovery API.' });

const accept = 'application/json';

export const createSignatureToken = operation({
  id: 'signatureTokens.create',
  method: 'POST',
  path: '/batch/{workspace}/signature_tokens',
  input: z.object({
    workspace,
    name: z.string().min(4).max(64).describe('4 to 64 characters.'),
    expires_at: z.string().min(1).describe('ISO 8601.'),
    auth_scope: z.object({
      authentication_for: z.literal('batch-api'),
      authorization_type: z.literal('read-only'),
    }),
  }),
  wrapper: 'signature_token',
  output: SignatureToken,
  accept,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Makes a signature token with the API key of an admin. `client.discovery` does so by itself where it needs one.',
  callers: restCallers,
});

export const deleteSignatureToken = operation({
  id: 'signatureTokens.delete',
  method: 'DELETE',
  path: '/batch/{workspace}/signature_tokens/{signatureToken}',
  input: z.object({ workspace, signatureToken: token.describe('Its `token`.') }),
  output: nothing,
  accept,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes a signature token: it opens nothing from then on.',
  callers: restCallers,
});
