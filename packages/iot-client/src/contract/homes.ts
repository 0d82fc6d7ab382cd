import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, jsonObject, range, timestamp } from './fields.ts';

const Home = z
  .object({
    id: id('Identifies the home.'),
    projectId: id('The project that it belongs to.'),
    creationTime: timestamp('When it was made.'),
    name: z.string().describe('Display name.'),
    deactivated: z.boolean().nullish().describe('Whether an administrator switched it off; absent when not.'),
  })
  .meta({ id: 'Home', description: 'A group of devices, shared by its members.' });

export const listHomes = operation({
  id: 'homes.list',
  method: 'GET',
  path: '/homes',
  input: z.object({
    userId: id('The homes that this user is a member of. A user gives their own id.').optional(),
    projectId: id('All homes of this project, for a project key. Give one of the two.').optional(),
    search: z.string().optional().describe('Homes whose name contains this.'),
    ...range,
  }),
  output: z.array(Home),
  page: { style: 'range', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: 'Lists the homes of a user or of a project.',
});

export const createHome = operation({
  id: 'homes.create',
  method: 'POST',
  path: '/homes',
  input: z.object({ name: z.string().describe('Display name.') }),
  output: Home,
  idempotent: false,
  destructive: false,
  callers: ['user', 'project'],
  status: 201,
  source: 'observed',
  doc: 'Creates a home. A user becomes its owner; made by a project key it has no members.',
});

export const getHome = operation({
  id: 'homes.get',
  method: 'GET',
  path: '/homes/{home}',
  input: z.object({ home: id('The home.') }),
  output: Home,
  idempotent: true,
  callers: ['user', 'project', 'device?'],
  source: 'observed',
  doc: 'Reads a home.',
});

export const updateHome = operation({
  id: 'homes.update',
  method: 'PATCH',
  path: '/homes/{home}',
  input: z.object({
    home: id('The home.'),
    name: z.string().optional().describe('Display name.'),
    deactivated: z
      .boolean()
      .optional()
      .describe('Switches it off, or on again; for project keys with the administrative ability.'),
  }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user', 'project'],
  status: 204,
  source: 'observed',
  doc: 'Renames a home, or switches it off or on.',
});

export const deleteHome = operation({
  id: 'homes.delete',
  method: 'DELETE',
  path: '/homes/{home}',
  input: z.object({ home: id('The home.') }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user', 'project'],
  status: 204,
  source: 'observed',
  doc: 'Deletes a home for all its members.',
});

export const sendHomeEvent = operation({
  id: 'homes.sendEvent',
  method: 'PUT',
  path: '/homes/{home}/event',
  input: z.object({
    home: id('The home.'),
    eventType: z.string().describe('Your own word for what happened.'),
    eventData: jsonObject('What there is to say about it.').optional(),
  }),
  output: nothing,
  idempotent: false,
  destructive: false,
  callers: ['project'],
  status: 204,
  source: 'inferred',
  doc: 'Sends an event to a home. The project key needs the ability to; that there is such a call is documented, its path is not.',
});
