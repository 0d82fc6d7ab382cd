import { dueTimes, type Cadence } from './due-times.ts';

const hour = 3_600_000;

/**
 * The newest due times after `from`, up to and with `to`: at most `limit`, oldest first. It looks backwards in growing
 * steps, so that a cadence of seconds after days of downtime costs no more than the ones that are wanted.
 */
export function newestDue(cadence: Cadence, from: Date, to: Date, limit: number): Date[] {
  const [begin, end] = [from.getTime(), to.getTime()];
  for (let span = hour; ; span *= 4) {
    const start = Math.max(begin, end - span);
    const found: Date[] = [];
    for (const instant of dueTimes(cadence, start)) {
      if (instant > end) break;
      found.push(new Date(instant));
    }
    if (found.length >= limit || start === begin) return found.slice(-limit);
  }
}
