import { refuse, shared } from '@bimodal/contract';
import { z } from 'zod';

/** The path segment that almost every operation begins with; the client fills it where a call does not. */
export const workspace = z
  .string()
  .min(1)
  .optional()
  .describe("Username of the workspace, as in its URL. Default: the client's own.");

/** A resource's token: 12 hexadecimal characters. A numeric id in its place would be answered with 404. */
export const token = shared(
  'token',
  z
    .string()
    .min(1)
    .check(
      refuse(
        // Tokens have 12 characters; one of digits only is a token all the same.
        /^\d{1,11}$/,
        'is the token, not the numeric id: 12 hexadecimal characters, as `token` in lists and at the end of `_links.self`',
      ),
    ),
);

/** Where the platform takes a numeric id and not a token: the one place is a data source in a query or a definition. */
export const dataSourceId = shared(
  'dataSourceId',
  z.union([
    z
      .string()
      .min(1)
      .check(
        refuse(
          /[^\d]|^$/,
          'is the numeric id, not the token: `id` of dataSources.get({ dataSource: token }) has it',
        ),
      ),
    z.int(),
  ]),
).describe('Numeric id of the data source, as a number or a string. Its token is not accepted.');

export const report = token.describe('Token of the report. Its numeric `id` is not accepted.');

export const run = token.describe('Token of the report run.');

export const collection = token.describe('Token of the collection.');
export const query = token.describe('Token of the query.');
export const dataSource = token.describe('Token of the data source. Its numeric `id` is not accepted.');
export const dataset = token.describe('Token of the dataset. Its numeric `id` is not accepted.');
export const schedule = token.describe('Token of the schedule.');
export const subscription = token.describe('Token of the subscription; lists show it in `_links.self` only.');
export const definition = token.describe('Token of the definition.');
export const member = token.describe('Token of the member: `member_token` of a membership.');

export const page = z.int().min(1).optional().describe('Page to fetch, counted from 1. Default: 1.');

const orders = ['asc', 'desc'] as const;
const timestamps = ['created_at', 'updated_at'] as const;

/** What the reference promises for lists of reports and runs; the server was seen to ignore it. */
export const listing = {
  filter: z
    .string()
    .optional()
    .describe(
      'Documented as `created_at` or `updated_at`, `.gt.` or `.lt.`, and an ISO 8601 time: ' +
        '`updated_at.lt.2026-01-31T00:00:00Z`. Do not rely on it: lists of reports were seen to ignore it, ' +
        'lists of runs to answer 500.',
    ),
  order: z.enum(orders).optional().describe('Documented direction; seen to be ignored.'),
  order_by: z.enum(timestamps).optional().describe('Documented sort field; seen to be ignored.'),
};
