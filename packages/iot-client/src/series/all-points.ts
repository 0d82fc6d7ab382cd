import { PaginationError } from '@bimodal/auth-core';
import { momentOf } from './span.ts';

/** A row of an answer: its time, then values. */
export type Row = readonly (string | number | null)[];

/** Points in one answer. Source: observed (MODE's own client asks for so many). */
const most = 100;

/**
 * All points of a span, page after page, each once. The platform gives points at or after a moment, so that the next page
 * begins with the moment of the last point: what was seen of that moment is passed over. A page that is shorter than was asked
 * for is not the last, since how many the platform gives at most is its own business: the last is one with nothing new.
 *
 * @param ask gives the rows at or after a moment, oldest first.
 * @throws InputError for a span that does not begin and end at moments. @throws PaginationError where it gives rows of before that moment: it would never end.
 */
export async function* allPoints(
  span: { readonly begin: string; readonly end: string },
  ask: (ts: string, limit: number) => Promise<readonly Row[]>,
): AsyncGenerator<Row, void, undefined> {
  momentOf('begin', span.begin);
  const end = momentOf('end', span.end);
  let ts = span.begin;
  let seen: string[] = [];
  let longest = 0;
  for (;;) {
    const page = await ask(ts, most + Math.min(seen.length, most));
    for (const row of withoutSeen(page, ts, seen)) {
      const time = Date.parse(timeOf(row));
      if (time >= end) return;
      if (time < Date.parse(ts))
        throw new PaginationError('The points of a page begin before the moment that was asked for.', {});
      yield row;
    }
    const time = page.length === 0 ? undefined : timeOf(page.at(-1) ?? []);
    if (time === undefined) return;
    const ofLast = page.filter((row) => timeOf(row) === time).map((row) => JSON.stringify(row));
    if (time === ts && ofLast.length <= seen.length) {
      if (page.length < longest) return;
      // A whole page of one moment, all of it seen: the rest of that moment cannot be asked for.
      ts = new Date(Date.parse(ts) + 1).toISOString();
      seen = [];
      continue;
    }
    longest = Math.max(longest, page.length);
    ts = time;
    seen = ofLast;
  }
}

/** Rows that were not on the page before; two points may be alike, so each seen one takes away one. */
function withoutSeen(page: readonly Row[], ts: string, seen: readonly string[]): Row[] {
  const left = [...seen];
  return page.filter((row) => {
    const at = timeOf(row) === ts ? left.indexOf(JSON.stringify(row)) : -1;
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}

function timeOf(row: Row): string {
  return String(row[0]);
}
