import type { CronExpression } from 'cron-parser';
import { parseCron } from './parse-cron.ts';
import { shiftAround, wallTimeOf, whenShown } from './wall-clock.ts';

/** When something is due: a cron expression, by the clocks of an IANA time zone. */
export interface Cadence {
  /** Five fields, six with seconds first, or a word such as `@daily`. */
  readonly cron: string;
  readonly timeZone: string;
}

/**
 * The instants (milliseconds) after `from` at which a cadence is due, in order, without end.
 *
 * cron-parser says which wall times an expression means; what a wall time is on the days when clocks are changed is decided
 * here, as Vixie's cron does. A time that the clocks leave out is due when it would have been (02:30 at 03:30), also where
 * they leave it out every year; a time that they show twice is due the first time; but an expression for every hour simply
 * goes on by the clock. cron-parser's own zones give other answers forwards than backwards, and none at all where midnight
 * is left out.
 *
 * @throws Error once there is no wall time any more.
 */
export function* dueTimes({ cron, timeZone }: Cadence, from: number): Generator<number, void, undefined> {
  // Around a change of the clocks, an earlier wall time may come later.
  const start = wallTimeOf(from, timeZone) - shiftAround(from, timeZone);
  const expression = parseCron(cron, new Date(start));
  const isHourly = new Set(expression.fields.hour.values).size === 24;
  /** Due, but perhaps not before what the next wall times stand for. Few. */
  let held: number[] = [];
  let last = from;
  for (;;) {
    const { instants, isSkipped, earliest } = whenShown(nextWall(expression), timeZone);
    const [first, ...again] = instants;
    if (!isSkipped || !isHourly) held.push(first);
    // No wall time to come stands for less than this.
    const settled = isSkipped ? earliest : first;
    if (held.some((each) => each <= settled)) {
      for (const instant of held.filter((each) => each <= settled).toSorted((a, b) => a - b)) {
        if (instant <= last) continue;
        last = instant;
        yield instant;
      }
      held = held.filter((each) => each > settled);
    }
    if (isHourly && !isSkipped) held.push(...again);
  }
}

function nextWall(expression: CronExpression): number {
  return expression.next().getTime();
}

/** The next `count` due times after `from`. */
export function nextDue(cadence: Cadence, from: Date, count: number): Date[] {
  const found: Date[] = [];
  for (const instant of dueTimes(cadence, from.getTime())) {
    if (found.push(new Date(instant)) >= count) break;
  }
  return found;
}
