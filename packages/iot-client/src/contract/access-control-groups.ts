import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, range } from './fields.ts';

const AccessControlGroup = z
  .object({
    id: z.union([z.string(), z.int()]).describe('Identifies it.'),
    projectId: id('The project.').nullish(),
    name: z.string().nullish(),
    description: z.string().nullish(),
  })
  .meta({ id: 'AccessControlGroup', description: 'Users who have permissions together.' });

export const listAccessControlGroups = operation({
  id: 'accessControlGroups.list',
  method: 'GET',
  path: '/accessControlGroups',
  input: z.object({
    projectId: id('All of this project.').optional(),
    readableByUserID: id('Those that this user may read.').optional(),
    memberUserId: id('Those that this user is in. Give one of the three.').optional(),
    search: z.string().optional(),
    ...range,
  }),
  output: z.array(AccessControlGroup),
  page: { style: 'range', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: 'Lists access control groups.',
});
