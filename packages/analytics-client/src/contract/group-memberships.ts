import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { text, time } from './fields.ts';
import { group } from './groups.ts';
import { hal } from './hal.ts';
import { member, page, token, workspace } from './inputs.ts';
import { Pagination } from './pagination.ts';

export const GroupMembership = z
  .object({ token: text, member_token: text.nullish(), created_at: time.nullish(), ...hal })
  .meta({ id: 'GroupMembership', description: 'That a person belongs to a group.' });

const GroupMembershipPage = z
  .object({
    ...hal,
    _embedded: z.object({ group_memberships: z.array(GroupMembership) }),
    pagination: Pagination.nullish(),
  })
  .meta({ id: 'GroupMembershipPage', description: 'Members of a group.' });

const membership = token.describe('Token of the membership.');

export const listGroupMemberships = operation({
  id: 'groupMemberships.list',
  method: 'GET',
  path: '/api/{workspace}/groups/{group}/memberships',
  input: z.object({
    workspace,
    group,
    page,
    filter: z
      .enum(['preview', 'by_user_id'])
      .optional()
      .describe('`preview`: some of them; `by_user_id`: that of `user_id`. Default: all.'),
    user_id: z.string().min(1).optional().describe('Numeric id of a person, with `filter: "by_user_id"`.'),
  }),
  output: GroupMembershipPage,
  page: { style: 'counted', items: '_embedded.group_memberships' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists who is in a group.',
  callers: restCallers,
});

export const createGroupMembership = operation({
  id: 'groupMemberships.create',
  method: 'POST',
  path: '/api/{workspace}/groups/{group}/memberships',
  input: z.object({ workspace, group, member_token: member }),
  wrapper: 'membership',
  output: GroupMembership,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Adds a person to a group.',
  callers: restCallers,
});

export const getGroupMembership = operation({
  id: 'groupMemberships.get',
  method: 'GET',
  path: '/api/{workspace}/groups/{group}/memberships/{membership}',
  input: z.object({ workspace, group, membership }),
  output: GroupMembership,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one membership of a group.',
  callers: restCallers,
});

export const deleteGroupMembership = operation({
  id: 'groupMemberships.delete',
  method: 'DELETE',
  path: '/api/{workspace}/groups/{group}/memberships/{membership}',
  input: z.object({ workspace, group, membership }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Takes a person out of a group.',
  callers: restCallers,
});
