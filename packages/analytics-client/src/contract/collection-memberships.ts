import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { text } from './fields.ts';
import { hal } from './hal.ts';
import { collection, member, page, token, workspace } from './inputs.ts';
import { Pagination } from './pagination.ts';

export const CollectionMembership = z
  .object({
    token: text,
    member_token: text.nullish(),
    member_type: text.nullish().describe('Written as `User`, read back as `account`.'),
    member_id: text.nullish().describe('The username of the member, in spite of its name.'),
    email: text.nullish(),
    ...hal,
  })
  .meta({ id: 'CollectionMembership', description: 'That somebody belongs to a collection.' });

const CollectionMembershipPage = z
  .object({
    ...hal,
    _embedded: z.object({ space_memberships: z.array(CollectionMembership) }),
    pagination: Pagination.nullish(),
  })
  .meta({ id: 'CollectionMembershipPage', description: 'Memberships of a collection.' });

const membership = token.describe('Token of the membership.');
const deprecated = 'Use `collectionPermissions`: the platform is leaving memberships of collections behind.';

export const listCollectionMemberships = operation({
  id: 'collectionMemberships.list',
  method: 'GET',
  path: '/api/{workspace}/spaces/{collection}/memberships',
  input: z.object({ workspace, collection, page }),
  output: CollectionMembershipPage,
  page: { style: 'counted', items: '_embedded.space_memberships' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists who belongs to a collection. A private one answers 400.',
  callers: restCallers,
  deprecated,
});

export const createCollectionMembership = operation({
  id: 'collectionMemberships.create',
  method: 'POST',
  path: '/api/{workspace}/spaces/{collection}/memberships',
  input: z.object({
    workspace,
    collection,
    member_type: z.enum(['User', 'UserGroup']),
    member_token: member,
  }),
  wrapper: 'membership',
  output: CollectionMembership,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Adds a person or a group to a collection.',
  callers: restCallers,
  deprecated,
});

export const getCollectionMembership = operation({
  id: 'collectionMemberships.get',
  method: 'GET',
  path: '/api/{workspace}/spaces/{collection}/memberships/{membership}',
  input: z.object({ workspace, collection, membership }),
  output: CollectionMembership,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one membership of a collection.',
  callers: restCallers,
  deprecated,
});

export const deleteCollectionMembership = operation({
  id: 'collectionMemberships.delete',
  method: 'DELETE',
  path: '/api/{workspace}/spaces/{collection}/memberships/{membership}',
  input: z.object({ workspace, collection, membership }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Takes somebody out of a collection.',
  callers: restCallers,
  deprecated,
});
