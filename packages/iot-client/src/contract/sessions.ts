import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, secret, timestamp } from './fields.ts';

const SignedIn = z
  .object({
    userId: id('Who signed in.'),
    token: secret('The session token: the key that the user calls with from now on.'),
    expirationTime: timestamp('When the token ends, where it does.').nullish(),
    sudoer: z.string().nullish().describe('Who acts, where an administrator stands in for the user.'),
  })
  .meta({ id: 'SignedIn', description: 'A session that was just started.' });

const Session = z
  .object({
    userId: id('Whose session it is.'),
    appId: z.string().describe('The app that it was started for.'),
    projectId: id('The project.'),
    creationTime: timestamp('When it was started.'),
  })
  .meta({ id: 'Session', description: 'The session of the calling user.' });

export const createSession = operation({
  id: 'sessions.create',
  method: 'POST',
  path: '/auth/user',
  form: true,
  input: z.object({
    projectId: id('The project, one that brings its own users.'),
    appId: z.string().describe('The app, as named in the console.'),
    userId: id('The user to sign in, from `users.create`.'),
  }),
  output: SignedIn,
  idempotent: false,
  callers: ['project'],
  source: 'inferred',
  doc: 'Starts a session for a user of a project that brings its own users. The project key needs the ability to handle them.',
});

export const getSession = operation({
  id: 'sessions.get',
  method: 'GET',
  path: '/userSession',
  input: z.object({}),
  output: Session,
  idempotent: true,
  callers: ['user'],
  source: 'observed',
  doc: "Reads the calling user's session.",
});

export const deleteSession = operation({
  id: 'sessions.delete',
  method: 'DELETE',
  path: '/userSession',
  input: z.object({}),
  output: nothing,
  idempotent: true,
  callers: ['user'],
  status: 204,
  source: 'observed',
  doc: "Ends the calling user's session: its token is worth nothing afterwards.",
});
