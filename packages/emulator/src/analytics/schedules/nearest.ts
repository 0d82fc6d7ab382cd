import { Cron as Pattern } from 'croner';
import type { Cron } from './cron.ts';
import { zones } from './zones.ts';

/** The first time after `now` (direction 1), or the last one not after it (-1), at which a schedule fires. */
export function nearestTime(cron: Cron, now: Date, direction: 1 | -1): Date {
  const times = patterns(cron).flatMap((pattern) => near(pattern, now, direction) ?? []);
  const [best] = times.toSorted((a, b) => direction * (a.getTime() - b.getTime()));
  // Every month has a day on which a schedule fires.
  return best ?? now;
}

function near(pattern: Pattern, now: Date, direction: 1 | -1): Date | undefined {
  if (direction === 1) return pattern.nextRun(now) ?? undefined;
  // It looks before a moment, in whole seconds: a time that is now has come.
  const soon = new Date(Math.floor(now.getTime() / 1000) * 1000 + 1000);
  return pattern.previousRuns(1, soon)[0];
}

const known = new Map<string, readonly Pattern[]>();

/** Patterns that together fire as a schedule does. They are kept: reading one costs more than asking it. */
function patterns(cron: Cron): readonly Pattern[] {
  const name = cron.time_zone ?? 'UTC';
  const timezone = zones.get(name) ?? name;
  const key = JSON.stringify([linesOf(cron), timezone]);
  const read = known.get(key) ?? linesOf(cron).map((line) => new Pattern(line, { timezone, paused: true }));
  // Crons are made by clients: what is kept has an end.
  if (known.size >= 1000) known.clear();
  known.set(key, read);
  return read;
}

function linesOf(cron: Cron): string[] {
  const time = `${cron.minute ?? 0} ${cron.hour ?? 0}`;
  const day = cron.day_of_month ?? 1;
  switch (cron.freq) {
    case 'every_15_minutes':
      return ['*/15 * * * *'];
    case 'every_30_minutes':
      return ['*/30 * * * *'];
    case 'hourly':
      return [`${cron.minute ?? 0} * * * *`];
    case 'weekly':
      return [`${time} * * ${weekdays(cron).join(',')}`];
    case 'monthly':
      // On the last day of shorter months.
      if (day === 31) return [`${time} L * *`];
      return day > 28 ? [`${time} ${day} * *`, `${time} L 2 *`] : [`${time} ${day} * *`];
    default:
      return [`${time} * * *`];
  }
}

/** Days counted from Sunday, 0; the platform was also seen to call Sunday 7. */
export function weekdays({ day_of_week: days }: Cron): number[] {
  return [days ?? 1].flat().map((each) => each % 7);
}
