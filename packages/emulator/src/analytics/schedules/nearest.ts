import { localTime, momentOf } from './local-time.ts';
import type { Cron } from './cron.ts';

const minute = 60_000;
const day = 1440 * minute;

/** The first time after `now` (direction 1), or the last one not after it (-1), at which a schedule fires. */
export function nearestTime(cron: Cron, now: Date, direction: 1 | -1): Date {
  for (const time of candidates(cron, now, direction)) {
    if (direction === 1 ? time > now : time <= now) return time;
  }
  // Every month has a day on which a schedule fires.
  return now;
}

/** Times at which it fires, from about now on in the direction; one by one, since a look at a zone's clock costs most. */
function* candidates(cron: Cron, now: Date, direction: 1 | -1): Generator<Date, void> {
  const zone = cron.time_zone ?? 'UTC';
  if (cron.freq === 'every_15_minutes') yield* quarters(now, 15);
  else if (cron.freq === 'every_30_minutes') yield* quarters(now, 30);
  else if (cron.freq === 'hourly') {
    const whole = Math.floor(now.getTime() / minute) * minute;
    // Two hours, for a change of clocks may skip the minute once.
    for (let n = 0; n <= 120; n += 1) {
      const time = new Date(whole + direction * n * minute);
      if (localTime(time, zone).minute === (cron.minute ?? 0)) yield time;
    }
  } else {
    // A day more at the beginning, for it may be another day there than in UTC.
    for (let n = -1; n <= 32; n += 1) {
      const date = localTime(new Date(now.getTime() + direction * n * day), zone);
      if (isDay(cron, date))
        yield momentOf({ ...date, hour: cron.hour ?? 0, minute: cron.minute ?? 0 }, zone);
    }
  }
}

function* quarters(now: Date, minutes: number): Generator<Date, void> {
  const step = minutes * minute;
  const last = Math.floor(now.getTime() / step) * step;
  yield new Date(last);
  yield new Date(last + step);
}

function isDay(cron: Cron, date: { year: number; month: number; day: number }): boolean {
  const weekday = new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay();
  if (cron.freq === 'weekly') return weekdays(cron).includes(weekday);
  if (cron.freq !== 'monthly') return true;
  // On the last day of shorter months.
  const last = new Date(Date.UTC(date.year, date.month, 0)).getUTCDate();
  return date.day === Math.min(cron.day_of_month ?? 1, last);
}

/** Days counted from Sunday, 0; the platform was also seen to call Sunday 7. */
export function weekdays({ day_of_week: days }: Cron): number[] {
  return [days ?? 1].flat().map((each) => each % 7);
}
