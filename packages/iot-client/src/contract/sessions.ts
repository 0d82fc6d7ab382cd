import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, secret, timestamp } from './fields.ts';

const SignedIn = z
  .object({
    userId: id('Who signed in.'),
    token: secret(
      'The session token: the key that the user calls with from now on. Absent where a second step is due.',
    ).nullish(),
    auth2FToken: secret(
      'What the second step is done with, within 3 minutes; only where one is due.',
    ).nullish(),
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
  destructive: false,
  callers: ['project'],
  source: 'inferred',
  doc: 'Starts a session for a user of a project that brings its own users. The project key needs the ability to handle them.',
});

const Recipient = z
  .object({ recipient: z.string().describe('The phone number that the code went to.') })
  .meta({ id: 'SignInCode', description: 'A text message with a code is on its way.' });

export const sendSessionCode = operation({
  id: 'sessions.sendCode',
  method: 'POST',
  path: '/auth/user/sms',
  form: true,
  input: z.object({
    projectId: id('The project, one with phone accounts.'),
    phoneNumber: z.string().describe('With `+` and country code.'),
  }),
  output: Recipient,
  idempotent: false,
  destructive: false,
  callers: ['nobody'],
  source: 'observed',
  doc: 'Sends a user the code to sign in with, by text message.',
});

export const createSessionWithCode = operation({
  id: 'sessions.createWithCode',
  method: 'POST',
  path: '/auth/user',
  form: true,
  input: z.object({
    projectId: id('The project, one with phone accounts.'),
    appId: z.string().describe('The app, as named in the console.'),
    phoneNumber: z.string().describe('With `+` and country code.'),
    code: secret('The code from the text message.'),
  }),
  output: SignedIn,
  idempotent: false,
  destructive: false,
  callers: ['nobody'],
  source: 'observed',
  doc: 'Signs a user in with the code from `sessions.sendCode`.',
});

export const createSessionWithPassword = operation({
  id: 'sessions.createWithPassword',
  method: 'POST',
  path: '/auth/user',
  form: true,
  input: z.object({
    projectId: id('The project, one with email accounts.'),
    appId: z.string().describe('The app, as named in the console.'),
    email: z.string().describe("The user's address."),
    password: secret("The user's password."),
  }),
  output: SignedIn,
  idempotent: false,
  destructive: false,
  callers: ['nobody'],
  source: 'observed',
  doc: 'Signs a user in with email and password.',
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
  destructive: true,
  callers: ['user'],
  status: 204,
  source: 'observed',
  doc: "Ends the calling user's session: its token is worth nothing afterwards.",
});
