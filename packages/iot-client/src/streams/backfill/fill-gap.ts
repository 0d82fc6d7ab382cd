import type { Gap } from '../items.ts';
import type { BackfilledPoint, BackfillEnd, BackfillSettings, BackfillSource } from './backfill.ts';
import { Cursor } from './cursor.ts';

/** Reads the points of a source in a span, oldest first; `end` is exclusive. */
export type ReadSource = (
  source: BackfillSource,
  span: { readonly begin: string; readonly end: string },
  stop: AbortSignal,
) => AsyncGenerator<BackfilledPoint, void, undefined>;

/** The points around a gap, of all sources in the order of time, then what could not be read. It never throws. */
export async function* fillGap(
  read: ReadSource,
  { from, limit, margin }: BackfillSettings,
  gap: Gap,
  stop: AbortSignal,
): AsyncGenerator<BackfilledPoint | BackfillEnd, void, undefined> {
  // Whichever is the earlier: what ends before it begins would be asked for nothing, and told as filled.
  const ends = [gap.from.getTime(), gap.to.getTime()];
  const begin = new Date(Math.min(...ends) - margin);
  const span = { begin: begin.toISOString(), end: new Date(Math.max(...ends) + 1).toISOString() };
  const cursors = from.map((source) => new Cursor(source, begin, read(source, span, stop)));
  await Promise.all(cursors.map((cursor) => cursor.advance()));
  let count = 0;
  while (count < limit && !stop.aborted) {
    const cursor = cursors.reduce((first, each) => (each.time < first.time ? each : first));
    const point = cursor.next;
    if (point === undefined) break;
    count += 1;
    yield point;
    await cursor.advance();
  }
  await Promise.all(cursors.map((cursor) => cursor.stop(stop.aborted ? 'closed' : 'limit')));
  const notFilled = cursors.flatMap((cursor) =>
    cursor.notFilled === undefined
      ? []
      : [stop.aborted ? { ...cursor.notFilled, reason: 'closed' as const } : cursor.notFilled],
  );
  yield { type: 'backfillEnd', gap, count, notFilled };
}
