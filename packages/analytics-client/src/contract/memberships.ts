import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { flag, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { page, token, workspace } from './inputs.ts';
import { Pagination } from './pagination.ts';

export const Membership = z
  .object({
    state: text.nullish().describe('Such as `active`.'),
    admin: flag.nullish(),
    invited: flag.nullish(),
    member_username: text.nullish(),
    member_token: text.nullish(),
    activated_at: time.nullish(),
    managed_by_scim: flag.nullish(),
    limited: flag.nullish(),
    ...hal,
  })
  .meta({
    id: 'Membership',
    description: 'That a person belongs to the workspace. Its own token is the end of `_links.self`.',
  });

const MembershipPage = z
  .object({
    ...hal,
    _embedded: z.object({ memberships: z.array(Membership) }),
    pagination: Pagination.nullish(),
  })
  .meta({ id: 'MembershipPage', description: 'Members of a workspace.' });

export const MembershipSummary = z
  .object({
    email: text.nullish(),
    name: text.nullish(),
    username: text.nullish(),
    member_token: text.nullish(),
    state: text.nullish(),
    admin: flag.nullish(),
    ...hal,
  })
  .meta({ id: 'MembershipSummary', description: 'A member in short.' });

const MembershipSummaryList = z
  .object({ ...hal, _embedded: z.object({ memberships: z.array(MembershipSummary) }) })
  .meta({ id: 'MembershipSummaryList', description: 'Members of a workspace in short.' });

const membership = token.describe('Token of the membership: the end of its `_links.self`.');

export const listMemberships = operation({
  id: 'memberships.list',
  method: 'GET',
  path: '/api/{workspace}/memberships',
  input: z.object({ workspace, page }),
  output: MembershipPage,
  page: { style: 'counted', items: '_embedded.memberships' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the members of a workspace. A Member token is answered with 404: `memberships.listLite` takes it.',
  // 404 for a Member token was seen in one workspace; it may be its settings.
  callers: ['workspace', 'personal', 'member?'],
});

export const listMembershipsLite = operation({
  id: 'memberships.listLite',
  method: 'GET',
  path: '/api/{workspace}/memberships/lite',
  input: z.object({ workspace }),
  output: MembershipSummaryList,
  page: { style: 'whole', items: '_embedded.memberships' },
  idempotent: true,
  source: 'observed',
  doc: 'Lists the members of a workspace in short, all at once: with their mail addresses, without tokens of memberships.',
  callers: restCallers,
});

export const getMembership = operation({
  id: 'memberships.get',
  method: 'GET',
  path: '/api/{workspace}/memberships/{membership}',
  input: z.object({ workspace, membership }),
  output: Membership,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one membership. Its link `user` leads to the person.',
  callers: restCallers,
});

export const deleteMembership = operation({
  id: 'memberships.delete',
  method: 'DELETE',
  path: '/api/{workspace}/memberships/{membership}',
  input: z.object({ workspace, membership }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Takes a person out of the workspace.',
  callers: restCallers,
});
