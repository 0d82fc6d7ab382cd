/** When a report runs by itself, as it is sent. */
export interface Cron {
  freq: 'every_15_minutes' | 'every_30_minutes' | 'hourly' | 'daily' | 'weekly' | 'monthly';
  day_of_month?: number;
  day_of_week?: number | number[];
  hour?: number;
  minute?: number;
  time_zone?: string;
}

const minute = 60_000;
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * How a schedule is read back: in prose, with the numbers beside it. The times before and after `now` are worked out in
 * UTC whatever the zone, which is close enough for a schedule that nobody runs.
 */
export function scheduleTimes(cron: Cron, now: Date): Record<string, unknown> {
  const hasHour = cron.freq === 'daily' || cron.freq === 'weekly' || cron.freq === 'monthly';
  const hasMinute = hasHour || cron.freq === 'hourly';
  const [hour, minuteOfHour] = [cron.hour ?? 0, cron.minute ?? 0];
  return {
    frequency: cron.freq,
    time_zone: cron.time_zone ?? 'UTC',
    ...(hasHour ? { hour: hourInWords(hour), cron_hour: hour } : {}),
    ...(hasMinute ? { minute: minuteInWords(minuteOfHour), cron_minute: minuteOfHour } : {}),
    ...(cron.freq === 'weekly'
      ? {
          day_of_week: daysOf(cron)
            .map((day) => dayNames[day])
            .join(','),
        }
      : {}),
    last_scheduled_run: offsetTime(nearest(cron, now, -1)),
    next_scheduled_run: offsetTime(nearest(cron, now, 1)),
  };
}

function hourInWords(hour: number): string {
  return `${hour % 12 === 0 ? 12 : hour % 12}:00 ${hour < 12 ? 'am' : 'pm'}`;
}

function minuteInWords(value: number): string {
  return value === 0 ? 'the top of the hour' : `${value} minutes past the hour`;
}

/** Days counted from Sunday, 0; the platform was also seen to call Sunday 7. */
function daysOf({ day_of_week: days }: Cron): number[] {
  return [days ?? 1].flat().map((day) => day % 7);
}

/** These two times, and only they, are written with an offset. */
function offsetTime(time: Date): string {
  return time.toISOString().replace('Z', '+00:00');
}

function nearest(cron: Cron, now: Date, direction: 1 | -1): Date {
  const step = { every_15_minutes: 15, every_30_minutes: 30 }[cron.freq as 'every_15_minutes'] ?? 0;
  if (step > 0)
    return new Date((Math.floor(now.getTime() / (step * minute)) + (direction > 0 ? 1 : 0)) * step * minute);
  const start = new Date(now);
  start.setUTCMinutes(cron.minute ?? 0, 0, 0);
  const isDue = (time: Date): boolean => {
    if (cron.freq === 'hourly') return true;
    if (time.getUTCHours() !== (cron.hour ?? 0)) return false;
    if (cron.freq === 'weekly') return daysOf(cron).includes(time.getUTCDay());
    return cron.freq === 'daily' || time.getUTCDate() === Math.min(cron.day_of_month ?? 1, 28);
  };
  // Within 32 days of hours there is one of every frequency.
  for (let hours = -1; hours <= 32 * 24; hours += 1) {
    const time = new Date(start.getTime() + direction * hours * 60 * minute);
    if ((direction > 0 ? time > now : time <= now) && isDue(time)) return time;
  }
  return start;
}
