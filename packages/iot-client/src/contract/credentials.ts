import { openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, timestamp } from './fields.ts';

const AuthenticationInfo = z
  .object({
    type: openEnum(['user', 'device', 'project key', 'nobody']).describe(
      'Who the key stands for; `nobody` for a missing or a wrong key.',
    ),
    userId: id('The user, for a session token.').nullish(),
    appId: z.string().nullish().describe('The app that the user signed in through.'),
    deviceId: id('The device, for a device key.').nullish(),
    projectKeyName: z.string().nullish().describe('The name that the project key was given in the console.'),
    projectId: id('The project that all of them belong to.').nullish(),
    sudoer: z.string().nullish().describe('Who acts, where an administrator stands in for somebody else.'),
    expirationTime: timestamp('When the key ends, where it does.').nullish(),
  })
  .meta({ id: 'AuthenticationInfo', description: 'Who a key stands for.' });

export const identifyCredential = operation({
  id: 'credentials.identify',
  method: 'GET',
  path: '/auth',
  input: z.object({}),
  output: AuthenticationInfo,
  idempotent: true,
  callers: ['user', 'device', 'project', 'nobody'],
  source: 'documented',
  doc: 'Says who the key stands for. A wrong key is answered like a missing one: status 200 and `nobody`.',
});
