import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { text } from './fields.ts';
import { hal } from './hal.ts';
import { report, subscription, token, workspace } from './inputs.ts';

export const EmailMembership = z.object({ token: text.nullish(), ...hal }).meta({
  id: 'EmailMembership',
  description: 'A person that gets a subscription. No source says what else is in it.',
});

const EmailMemberships = z
  .object({
    ...hal,
    _embedded: z
      .record(z.string(), z.array(EmailMembership))
      .nullish()
      .describe('The memberships, under a key that no source names.'),
  })
  .meta({ id: 'EmailMemberships', description: 'People that get a subscription.' });

const membership = token.describe('Token of the membership; lists may show it in `_links.self` only.');
const place = { workspace, report, subscription };

export const listEmailMemberships = operation({
  id: 'emailMemberships.list',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/subscriptions/{subscription}/email_memberships',
  input: z.object(place),
  output: EmailMemberships,
  idempotent: true,
  source: 'observed',
  doc: 'Reads whose mail a subscription goes to: the values of `_embedded`, under whatever key.',
  callers: restCallers,
});

export const createEmailMembership = operation({
  id: 'emailMemberships.create',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/subscriptions/{subscription}/email_memberships',
  input: z.object({
    ...place,
    membership: z
      .record(z.string(), z.unknown())
      .describe('Its fields are in no source; look at one that the browser made.'),
  }),
  output: EmailMembership,
  idempotent: false,
  destructive: false,
  source: 'inferred',
  doc: 'Adds somebody’s mail to a subscription. That it exists was seen, what it takes was not.',
  callers: restCallers,
});

export const getEmailMembership = operation({
  id: 'emailMemberships.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/subscriptions/{subscription}/email_memberships/{membership}',
  input: z.object({ ...place, membership }),
  output: EmailMembership,
  idempotent: true,
  source: 'observed',
  doc: 'Reads somebody’s mail of a subscription.',
  callers: restCallers,
});

export const deleteEmailMembership = operation({
  id: 'emailMemberships.delete',
  method: 'DELETE',
  path: '/api/{workspace}/reports/{report}/subscriptions/{subscription}/email_memberships/{membership}',
  input: z.object({ ...place, membership }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'observed',
  doc: 'Takes somebody’s mail out of a subscription.',
  callers: restCallers,
});
