import { nothing, openEnum } from '@bimodal/contract';
import { z } from 'zod';
import { moduleOfHome, timestamp } from './fields.ts';

/** What series and collections share: how their data is asked for. */
export const aggregation = z
  .enum(['min', 'max', 'avg', 'count', 'sum'])
  .optional()
  .describe('What becomes of the points of each interval. Default `avg`.');

export const resolution = z
  .enum(['5sec', '15sec', '1min', '10min', '1hour', '1day', '1week', '1month'])
  .optional()
  .describe('The length of the intervals; by default the platform chooses, and says what.');

export const span = {
  begin: timestamp('From when on.'),
  end: timestamp('Until when.'),
};

export const raw = {
  ts: timestamp('Points at or after it, or before it where `limit` is negative.'),
  limit: z.int().describe('How many points at most; negative for those before `ts`.'),
};

/** What the platform says of aggregated and of raw data, beside the rows. */
export const aggregated = {
  begin: timestamp('From when on.').nullish(),
  end: timestamp('Until when.').nullish(),
  aggregation: openEnum(['min', 'max', 'avg', 'count', 'sum']).nullish(),
  resolution: openEnum(['5sec', '15sec', '1min', '10min', '1hour', '1day', '1week', '1month']).nullish(),
};

export const asked = {
  ts: timestamp('What was asked for.').nullish(),
  limit: z.int().nullish().describe('What was asked for.'),
};

/** The time that a series or a collection covers. */
export const covered = {
  begin: timestamp('When the first point was.').nullish(),
  end: timestamp('When the last point was.').nullish(),
};

const cell = z.union([z.string(), z.number(), z.null()]);

export const rows = z
  .array(z.array(cell))
  .describe(
    'A row for each moment: its time, then what was asked for in that order; null where there is nothing.',
  );

/** Where a series or a collection is. */
export const info = {
  homeId: z.int().nullish().describe('Its home.'),
  moduleId: z.string().nullish().describe('Its smart module.'),
  timeZone: z.string().nullish().describe('IANA name of the zone that days begin in; absent for UTC.'),
};

export const timeZone = z
  .string()
  .optional()
  .describe('IANA name of the zone that days begin in. Default UTC.');

/** Where all series, or all collections, of a module are. */
const module = '/homes/{home}/smartModules/{module}';
export const paths = {
  allSeries: `${module}/timeSeries`,
  oneSeries: `${module}/timeSeries/{series}`,
  allCollections: `${module}/collections`,
  oneCollection: `${module}/collections/{collection}`,
} as const;

const shared = { callers: ['user', 'project'], source: 'observed' } as const;

/** What every call that reads has in common. */
export const reading = { method: 'GET', idempotent: true, ...shared } as const;

export const listing = {
  ...reading,
  input: z.object(moduleOfHome),
  page: { style: 'whole', items: '' },
  doc: 'Lists what a module has measured in a home.',
} as const;

export const readingPoints = {
  ...reading,
  doc: 'Reads points as they came, as many as one answer holds. `points` reads a whole span.',
} as const;

export const deleting = {
  method: 'DELETE',
  output: nothing,
  status: 204,
  idempotent: true,
  destructive: true,
  ...shared,
} as const;

export const making = {
  method: 'POST',
  status: 201,
  idempotent: false,
  destructive: false,
  callers: shared.callers,
} as const;
