import { localTime, momentOf } from './local-time.ts';
import type { Cron } from './times.ts';

const minute = 60_000;
const day = 1440 * minute;

/** The first time after `now` (direction 1), or the last one not after it (-1), at which a schedule fires. */
export function nearestTime(cron: Cron, now: Date, direction: 1 | -1): Date {
  const isRight = (time: Date): boolean => (direction === 1 ? time > now : time <= now);
  const found = candidates(cron, now, direction)
    .filter(isRight)
    .toSorted((a, b) => direction * (a.getTime() - b.getTime()));
  // Every month has a day on which a schedule fires.
  return found[0] ?? now;
}

function candidates(cron: Cron, now: Date, direction: 1 | -1): Date[] {
  const zone = cron.time_zone ?? 'UTC';
  if (cron.freq === 'every_15_minutes') return quarters(now, 15);
  if (cron.freq === 'every_30_minutes') return quarters(now, 30);
  if (cron.freq === 'hourly') {
    const whole = Math.floor(now.getTime() / minute) * minute;
    const around = Array.from({ length: 122 }, (_, n) => new Date(whole + (n - 60) * minute));
    return around.filter((time) => localTime(time, zone).minute === (cron.minute ?? 0));
  }
  // A day more on either side, for it may be another day there than in UTC.
  return Array.from({ length: 34 }, (_, n) => new Date(now.getTime() + direction * (n - 1) * day))
    .map((time) => localTime(time, zone))
    .filter((date) => isDay(cron, date))
    .map((date) => momentOf({ ...date, hour: cron.hour ?? 0, minute: cron.minute ?? 0 }, zone));
}

function quarters(now: Date, minutes: number): Date[] {
  const step = minutes * minute;
  const last = Math.floor(now.getTime() / step) * step;
  return [new Date(last), new Date(last + step)];
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
