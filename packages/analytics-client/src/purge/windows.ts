import { InputError } from '@bimodal/auth-core';

const day = 86_400_000;

/** How a purge is broken up. */
export interface PurgeWindows {
  /** Username of the workspace. Default: the client's own. */
  readonly workspace?: string | undefined;
  /** `YYYY-MM-DD`: results of runs older than this day go. At least one day past. */
  readonly time: string;
  /** `YYYY-MM-DD`: about when the oldest results are from. The first window ends `days` later. */
  readonly from: string;
  /** Days that one request covers (default 30). */
  readonly days?: number | undefined;
  /** Whether runs that are under way are purged too (default: true). */
  readonly in_progress?: boolean | undefined;
}

/**
 * The last days of the windows, inclusive, oldest first; the last window goes up to `time` and needs none.
 *
 * @throws InputError for a day that is none, and for a length that is no whole number above 0.
 */
export function windowEnds({ time, from, days = 30 }: PurgeWindows): readonly string[] {
  if (!Number.isSafeInteger(days) || days < 1) {
    throw new InputError('reports.purgeInWindows: `days` must be a whole number, 1 or more.');
  }
  const end = dayOf('time', time);
  const ends: string[] = [];
  for (let at = dayOf('from', from) + (days - 1) * day; at < end - day; at += days * day) {
    ends.push(new Date(at).toISOString().slice(0, 10));
  }
  return ends;
}

function dayOf(name: string, text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) {
    throw new InputError(`reports.purgeInWindows: \`${name}\` must be a day, YYYY-MM-DD.`);
  }
  return at;
}
