import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { text } from './fields.ts';
import { hal } from './hal.ts';
import { workspace } from './inputs.ts';

export const ApiKey = z
  .object({ token_name: text.nullish().describe('The name that it was given.'), ...hal })
  .meta({ id: 'ApiKey', description: 'What the platform tells of an API key; never its secret.' });

export const getApiKey = operation({
  id: 'apiKeys.get',
  method: 'GET',
  path: '/api/{workspace}/api_keys/{apiKey}',
  input: z.object({
    workspace,
    apiKey: z.string().min(1).describe('Token of the key: the end of `_links.self` of `client.verify()`.'),
  }),
  output: ApiKey,
  idempotent: true,
  source: 'observed',
  doc: 'Reads the name of an API key; its link `member` leads to whoever it acts for. Keys are made and revoked in the browser only.',
  callers: restCallers,
});
