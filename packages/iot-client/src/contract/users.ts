import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, range, timestamp } from './fields.ts';

const User = z
  .object({
    id: id('Identifies the user.'),
    projectId: id('The project that the user belongs to.').nullish(),
    creationTime: timestamp('When the account was made.').nullish(),
    externalKey: z
      .string()
      .nullish()
      .describe('Your own key for the user, in projects that bring their own users.'),
    name: z.string().nullish().describe('Display name.'),
    phoneNumber: z.string().nullish().describe('With `+` and country code, in phone projects.'),
    email: z.string().nullish().describe('In email projects.'),
    verified: z.boolean().nullish().describe('Whether the phone number or email address was proved.'),
    passwordUpdateTime: timestamp('When the password was last changed, in email projects.').nullish(),
    auth2FActivated: z.boolean().nullish().describe('Whether signing in takes a second factor.'),
  })
  .meta({ id: 'User', description: 'A person of a project.' });

export const createUser = operation({
  id: 'users.create',
  method: 'POST',
  path: '/users',
  input: z.object({
    projectId: id('The project, one that brings its own users.'),
    externalKey: z.string().optional().describe('Your own key for the user; unique in the project.'),
  }),
  output: User,
  idempotent: false,
  callers: ['project'],
  status: 201,
  source: 'documented',
  doc: 'Creates a user in a project that brings its own users. The project key needs the ability to handle them. Keep the id.',
});

export const getUser = operation({
  id: 'users.get',
  method: 'GET',
  path: '/users/{user}',
  input: z.object({ user: id('The user.') }),
  output: User,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Reads a user. A user may read themself only.',
});

export const listUsers = operation({
  id: 'users.list',
  method: 'GET',
  path: '/users',
  input: z.object({
    projectId: id('The project.'),
    search: z
      .string()
      .optional()
      .describe(
        'Phrases, separated by blanks: a user matches whose name, email, phone number or external key contains one.',
      ),
    ...range,
  }),
  output: z.array(User),
  page: { style: 'range', items: '' },
  idempotent: true,
  callers: ['project'],
  source: 'documented',
  doc: 'Lists the users of a project. The project key needs the administrative ability.',
});
