import type { Cron } from './cron.ts';
import { nearestTime, weekdays } from './nearest.ts';

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** How a schedule is read back: in prose, with the numbers beside it, and when it fires before and after `now`. */
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
          day_of_week: weekdays(cron)
            .map((day) => dayNames[day])
            .join(','),
        }
      : {}),
    last_scheduled_run: offsetTime(nearestTime(cron, now, -1)),
    next_scheduled_run: offsetTime(nearestTime(cron, now, 1)),
  };
}

function hourInWords(hour: number): string {
  return `${hour % 12 === 0 ? 12 : hour % 12}:00 ${hour < 12 ? 'am' : 'pm'}`;
}

function minuteInWords(value: number): string {
  return value === 0 ? 'the top of the hour' : `${value} minutes past the hour`;
}

/** These two times, and only they, are written with an offset. */
function offsetTime(time: Date): string {
  return time.toISOString().replace('Z', '+00:00');
}
