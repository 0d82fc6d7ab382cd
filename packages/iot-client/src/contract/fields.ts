import { z } from 'zod';

/** Users, homes, devices and projects are numbered; smart modules and series are not. Source: documented (API 2.8). */
export const id = (what: string) => z.int().positive().describe(what);

/** RFC 3339 in UTC, to the millisecond or finer: kept as the text that was sent, since `Date` would cut nanoseconds off. */
export const timestamp = (what: string) => z.string().describe(`${what} RFC 3339, UTC.`);

/** A field that must never reach a log or an error. */
export const secret = (what: string) => z.string().meta({ description: what, sensitive: true });

/** What an event or a command carries: any JSON object. */
export const jsonObject = (what: string) => z.record(z.string(), z.unknown()).describe(what);

/** Lists are cut by position. Source: documented (default 25). */
export const range = {
  skip: z.int().min(0).optional().describe('How many items to pass over. Default 0.'),
  limit: z.int().min(1).optional().describe('How many items at most in one answer. Default 25.'),
};

/** Ids of smart modules, series and the like: text. */
export const name = (what: string) => z.string().min(1).describe(what);

/** Where a smart module of a home is. */
export const moduleOfHome = {
  home: id('The home.'),
  module: name('The smart module, as named in the console, such as `tsdb`.'),
};
