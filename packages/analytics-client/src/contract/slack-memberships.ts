import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { text } from './fields.ts';
import { hal } from './hal.ts';
import { report, subscription, token, workspace } from './inputs.ts';

export const SlackMembership = z.object({ token: text.nullish(), ...hal }).meta({
  id: 'SlackMembership',
  description: 'A Slack channel or person that gets a subscription. No source says what else is in it.',
});

const SlackMemberships = z
  .object({
    ...hal,
    _embedded: z
      .record(z.string(), z.array(SlackMembership))
      .nullish()
      .describe('The memberships, under a key that no source names.'),
  })
  .meta({ id: 'SlackMemberships', description: 'Slack channels or people that get a subscription.' });

const membership = token.describe('Token of the membership; lists may show it in `_links.self` only.');
const place = { workspace, report, subscription };

export const listSlackMemberships = operation({
  id: 'slackMemberships.list',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/subscriptions/{subscription}/slack_memberships',
  input: z.object(place),
  output: SlackMemberships,
  idempotent: true,
  source: 'observed',
  doc: 'Reads which Slack channels a subscription goes to: the values of `_embedded`, under whatever key.',
  callers: restCallers,
});

export const createSlackMembership = operation({
  id: 'slackMemberships.create',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/subscriptions/{subscription}/slack_memberships',
  input: z.object({
    ...place,
    membership: z
      .record(z.string(), z.unknown())
      .describe('Its fields are in no source; look at one that the browser made.'),
  }),
  output: SlackMembership,
  idempotent: false,
  destructive: false,
  source: 'inferred',
  doc: 'Adds a Slack channel to a subscription. That it exists was seen, what it takes was not.',
  callers: restCallers,
});

export const getSlackMembership = operation({
  id: 'slackMemberships.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/subscriptions/{subscription}/slack_memberships/{membership}',
  input: z.object({ ...place, membership }),
  output: SlackMembership,
  idempotent: true,
  source: 'observed',
  doc: 'Reads a Slack channel of a subscription.',
  callers: restCallers,
});

export const deleteSlackMembership = operation({
  id: 'slackMemberships.delete',
  method: 'DELETE',
  path: '/api/{workspace}/reports/{report}/subscriptions/{subscription}/slack_memberships/{membership}',
  input: z.object({ ...place, membership }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'observed',
  doc: 'Takes a Slack channel out of a subscription.',
  callers: restCallers,
});
