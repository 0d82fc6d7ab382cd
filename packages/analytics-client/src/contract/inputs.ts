import { z } from 'zod';

/** The path segment that almost every operation begins with; the client fills it where a call does not. */
export const workspace = z
  .string()
  .min(1)
  .optional()
  .describe("Username of the workspace, as in its URL. Default: the client's own.");

/** A resource's token: 12 hexadecimal characters. The numeric `id` of a resource is refused in a path with 404. */
export const token = z.string().min(1);

export const report = token.describe('Token of the report. Its numeric `id` is not accepted.');

export const run = token.describe('Token of the report run.');

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
