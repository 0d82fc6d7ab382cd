import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, range, secret, timestamp } from './fields.ts';

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
  destructive: false,
  callers: ['project'],
  status: 201,
  source: 'documented',
  doc: 'Creates a user in a project that brings its own users. The project key needs the ability to handle them. Keep the id.',
});

export const createUserWithEmail = operation({
  id: 'users.createWithEmail',
  method: 'POST',
  path: '/users',
  input: z.object({
    projectId: id('The project, one whose users sign in with email and password.'),
    email: z.string().describe('Where the verification link is mailed to.'),
    name: z.string().describe('Display name.'),
    password: secret('What the user signs in with, after the address was verified.'),
  }),
  output: User,
  idempotent: false,
  destructive: false,
  callers: ['nobody'],
  status: 201,
  source: 'documented',
  doc: 'Registers a user of a project with email accounts. They are mailed a link, whose token goes to `users.verifyEmail`.',
});

export const createUserWithPhone = operation({
  id: 'users.createWithPhone',
  method: 'POST',
  path: '/users',
  input: z.object({
    projectId: id('The project, one whose users sign in by text message.'),
    phoneNumber: z.string().describe('With `+` and country code.'),
    name: z.string().describe('Display name.'),
  }),
  output: User,
  idempotent: false,
  destructive: false,
  callers: ['nobody', 'project'],
  status: 201,
  source: 'documented',
  doc: 'Registers a user of a project with phone accounts, who is sent a code. Made by a project key with the administrative ability, the user is verified at once and nothing is sent.',
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

export const updateUser = operation({
  id: 'users.update',
  method: 'PATCH',
  path: '/users/{user}',
  input: z.object({
    user: id('The user.'),
    name: z.string().optional().describe('Display name.'),
    password: secret('A new password, in email projects.').optional(),
  }),
  output: nothing,
  idempotent: true,
  destructive: false,
  callers: ['user', 'project?'],
  status: 204,
  source: 'observed',
  doc: 'Renames a user or sets their password. A user may change themself only.',
});

export const changeUserEmail = operation({
  id: 'users.changeEmail',
  method: 'PATCH',
  path: '/users/{user}',
  input: z.object({
    user: id('The user.'),
    email: z.string().describe('The new address; it counts once its mailed token came back.'),
  }),
  output: nothing,
  idempotent: true,
  destructive: false,
  callers: ['user', 'project?'],
  status: 204,
  source: 'inferred',
  doc: "Starts the change of a user's email address: a token is mailed there, for `users.verifyNewEmail`.",
});

export const deleteUser = operation({
  id: 'users.delete',
  method: 'DELETE',
  path: '/users/{user}',
  input: z.object({ user: id('The user.') }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user', 'project'],
  status: 204,
  source: 'observed',
  doc: 'Deletes a user. A user may delete themself only; a project key needs the administrative ability.',
});
