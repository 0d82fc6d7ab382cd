import { nothing, openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { flag, id, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { page, token, workspace } from './inputs.ts';
import { Pagination } from './pagination.ts';

/** Documented as text; every counter that was seen elsewhere was a number. */
const counted = z.union([z.int(), z.string()]).nullish();

export const Group = z
  .object({
    token: text,
    id: id.nullish(),
    name: text.nullish(),
    description: text.nullish(),
    group_type: text.nullish(),
    state: openEnum(['active', 'soft_deleted']).nullish(),
    member_count: counted,
    spaces_count: counted,
    data_sources_count: counted,
    managed: z.union([flag, text]).nullish().describe('Documented as text.'),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    ...hal,
  })
  .meta({ id: 'Group', description: 'A group of people, to give permissions to.' });

const GroupPage = z
  .object({ ...hal, _embedded: z.object({ groups: z.array(Group) }), pagination: Pagination.nullish() })
  .meta({ id: 'GroupPage', description: 'One page of groups.' });

export const group = token.describe('Token of the group.');
const name = z.string().min(1);

export const listGroups = operation({
  id: 'groups.list',
  method: 'GET',
  path: '/api/{workspace}/groups',
  input: z.object({
    workspace,
    page,
    per_page: z.int().min(1).optional().describe('Default 20.'),
    member: z.string().min(1).optional().describe('Username: only groups that this person is in.'),
    data_source: z
      .string()
      .min(1)
      .optional()
      .describe('Token or id of a data source that they may use; together with `member` only.'),
  }),
  output: GroupPage,
  page: { style: 'counted', items: '_embedded.groups' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the groups of a workspace.',
  callers: restCallers,
});

export const createGroup = operation({
  id: 'groups.create',
  method: 'POST',
  path: '/api/{workspace}/groups',
  input: z.object({ workspace, name }),
  wrapper: 'user_group',
  output: Group,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Makes a group.',
  callers: restCallers,
});

export const getGroup = operation({
  id: 'groups.get',
  method: 'GET',
  path: '/api/{workspace}/groups/{group}',
  input: z.object({ workspace, group }),
  output: Group,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one group. A deleted one may still be answered, with the state `soft_deleted`.',
  callers: restCallers,
});

export const updateGroup = operation({
  id: 'groups.update',
  method: 'PATCH',
  path: '/api/{workspace}/groups/{group}',
  input: z.object({ workspace, group, name }),
  wrapper: 'user_group',
  output: Group,
  idempotent: true,
  destructive: false,
  source: 'documented',
  doc: 'Renames a group.',
  callers: restCallers,
});

export const deleteGroup = operation({
  id: 'groups.delete',
  method: 'DELETE',
  path: '/api/{workspace}/groups/{group}',
  input: z.object({ workspace, group }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes a group, and with it what its members were allowed through it.',
  callers: restCallers,
});
