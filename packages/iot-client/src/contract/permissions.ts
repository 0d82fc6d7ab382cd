import { openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id } from './fields.ts';

const Permission = z
  .object({
    id: z.union([z.string(), z.int()]).describe('Identifies it.'),
    projectId: id('The project.').nullish(),
    statementType: z.string().nullish().describe('`principalBased`.'),
    principalType: z.string().nullish().describe('`user`.'),
    principalId: z.union([z.string(), z.int()]).nullish(),
    resourceType: z.string().nullish().describe('Such as `home`, `homeDevice`, `entity`, `alertRule`.'),
    resourceIdentifier: z.string().nullish().describe('Which one; `*` for all.'),
    resourceScope: openEnum(['self', 'selfWithDescendants']).nullish(),
    actions: z.array(z.string()).nullish(),
    effect: openEnum(['allow', 'deny']).nullish(),
    subResources: z
      .array(
        z.object({
          resourceType: z.string(),
          actions: z.array(z.string()).nullish(),
          effect: openEnum(['allow', 'deny']).nullish(),
        }),
      )
      .nullish(),
  })
  .meta({ id: 'Permission', description: 'What somebody may do, or may not.' });

export const listPermissions = operation({
  id: 'permissions.list',
  method: 'GET',
  path: '/permissions',
  input: z.object({
    projectId: id('The project.'),
    resourceId: z.string().optional(),
    userId: id('Those of this user.').optional(),
    accessControlGroupId: z.string().optional(),
  }),
  output: z.array(Permission),
  page: { style: 'whole', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: 'Lists permissions.',
});
