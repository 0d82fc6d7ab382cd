import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { id, secret } from './fields.ts';

const project = id('The project, one with email accounts.');
const Mailed = z
  .object({ email: z.string().describe('Where the mail went.') })
  .meta({ id: 'MailedTo', description: 'A mail with a token is on its way.' });
const Account = z
  .object({ projectId: id('The project.'), email: z.string().describe('The address that was proved.') })
  .meta({ id: 'EmailAccount', description: 'The account that a mailed token belonged to.' });

/** What a mailed token is redeemed with: sent once, since it is used up. */
const redeemed = {
  method: 'POST',
  output: Account,
  idempotent: false,
  destructive: false,
  callers: ['nobody'],
  source: 'observed',
} as const;

/** What sends a mail: twice is two mails. */
const mailing = {
  method: 'POST',
  input: z.object({ projectId: project, email: z.string().describe("The user's address.") }),
  output: Mailed,
  idempotent: false,
  destructive: false,
  callers: ['nobody'],
  source: 'observed',
} as const;

export const startUserEmailVerification = operation({
  id: 'users.startEmailVerification',
  path: '/auth/user/emailVerification/start',
  ...mailing,
  doc: 'Mails the verification link to a registered user again.',
});

export const verifyUserEmail = operation({
  id: 'users.verifyEmail',
  path: '/auth/user/emailVerification',
  ...redeemed,
  input: z.object({ token: secret('The token from the mailed link.') }),
  doc: 'Verifies the address that a user registered with: from now on they may sign in.',
});

export const verifyUserNewEmail = operation({
  id: 'users.verifyNewEmail',
  path: '/auth/user/newEmailVerification',
  ...redeemed,
  input: z.object({ token: secret('The token from the mailed link.') }),
  doc: 'Verifies the address that a user changed to: from now on it is theirs.',
});

export const activateUser = operation({
  id: 'users.activate',
  path: '/auth/user/activation',
  ...redeemed,
  input: z.object({
    token: secret('The token from the invitation.'),
    name: z.string().describe('Display name.'),
    password: secret('What the user signs in with from now on.'),
  }),
  doc: 'Turns somebody who was invited to a home into a user who may sign in.',
});

export const startUserPasswordReset = operation({
  id: 'users.startPasswordReset',
  path: '/auth/user/passwordReset/start',
  ...mailing,
  doc: 'Mails a user who forgot their password a link to set another.',
});

export const resetUserPassword = operation({
  id: 'users.resetPassword',
  path: '/auth/user/passwordReset',
  ...redeemed,
  input: z.object({
    token: secret('The token from the mailed link.'),
    newPassword: secret('What the user signs in with from now on.'),
  }),
  doc: 'Sets a new password with a mailed token.',
});
