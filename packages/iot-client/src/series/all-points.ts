/** A row of an answer: its time, then values. */
export type Row = readonly (string | number | null)[];

/** Points in one answer. Source: observed (MODE's own client asks for so many). */
const most = 100;

/**
 * All points of a span, page after page, each once. The platform gives points at or after a moment, so that the next page
 * begins with the moment of the last point: what was seen of that moment is passed over.
 *
 * @param ask gives the rows at or after a moment, oldest first.
 */
export async function* allPoints(
  span: { readonly begin: string; readonly end: string },
  ask: (ts: string, limit: number) => Promise<readonly Row[]>,
): AsyncGenerator<Row, void, undefined> {
  const end = Date.parse(span.end);
  let ts = span.begin;
  let seen: string[] = [];
  for (;;) {
    const limit = most + Math.min(seen.length, most);
    const page = await ask(ts, limit);
    const fresh = withoutSeen(page, ts, seen);
    for (const row of fresh) {
      if (Date.parse(timeOf(row)) >= end) return;
      yield row;
    }
    const last = page.at(-1);
    // The server may give fewer than was asked for, as long as it gives something new.
    if (last === undefined || fresh.length === 0) {
      if (page.length < most) return;
      // A whole page of one moment, all of it seen: the rest of that moment cannot be asked for.
      ts = new Date(Date.parse(ts) + 1).toISOString();
      seen = [];
      continue;
    }
    const time = timeOf(last);
    const ofLast = page.filter((row) => timeOf(row) === time).map((row) => JSON.stringify(row));
    ts = time;
    seen = ofLast;
    if (page.length < most) return;
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
