import { nothing, openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, timestamp } from './fields.ts';

const HomeMember = z
  .object({
    userId: id('Who it is.'),
    creationTime: timestamp('When they were added.').nullish(),
    name: z.string().nullish().describe('Display name.'),
    phoneNumber: z.string().nullish().describe('In phone projects.'),
    email: z.string().nullish().describe('In email projects.'),
    verified: z
      .boolean()
      .nullish()
      .describe('Whether the account was verified; false for one who was invited.'),
    role: openEnum(['owner', 'member']).nullish().describe('Owners decide who else is in.'),
  })
  .meta({ id: 'HomeMember', description: 'A user in a home.' });

const home = id('The home.');
const user = id('The member.');
const role = z.enum(['owner', 'member']);

export const listMembers = operation({
  id: 'members.list',
  method: 'GET',
  path: '/homes/{home}/members',
  input: z.object({ home }),
  output: z.array(HomeMember),
  page: { style: 'whole', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Lists the members of a home.',
});

export const createMember = operation({
  id: 'members.create',
  method: 'POST',
  path: '/homes/{home}/members',
  input: z.object({
    home,
    email: z.string().optional().describe('Whom to add, in email projects.'),
    phoneNumber: z.string().optional().describe('Whom to add, in phone projects. Give one of the two.'),
    role: role.optional().describe('Default `member`.'),
  }),
  output: HomeMember,
  idempotent: false,
  destructive: false,
  callers: ['user'],
  status: 201,
  source: 'observed',
  doc: 'Adds a member to a home, for its owners. Somebody without an account is invited, and not verified until they come.',
});

export const getMember = operation({
  id: 'members.get',
  method: 'GET',
  path: '/homes/{home}/members/{user}',
  input: z.object({ home, user }),
  output: HomeMember,
  idempotent: true,
  callers: ['user', 'project?'],
  source: 'observed',
  doc: 'Reads a member of a home.',
});

export const updateMember = operation({
  id: 'members.update',
  method: 'PATCH',
  path: '/homes/{home}/members/{user}',
  input: z.object({ home, user, role: role.describe('The new role.') }),
  output: nothing,
  idempotent: true,
  destructive: false,
  callers: ['user'],
  status: 204,
  source: 'observed',
  doc: 'Gives a member another role, for owners of the home.',
});

export const deleteMember = operation({
  id: 'members.delete',
  method: 'DELETE',
  path: '/homes/{home}/members/{user}',
  input: z.object({ home, user }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user'],
  status: 204,
  source: 'observed',
  doc: 'Takes a member out of a home: owners anybody, members themselves. The last owner cannot go: `LAST_OWNER`.',
});
