import type { Cron, CreateReportScheduleInput, ReportSchedule } from '@bimodal/analytics-client';

/** What makes a schedule again. The platform reads schedules back in prose, so this is taken before one is deleted. */
export type ScheduleCopy = Omit<CreateReportScheduleInput, 'report' | 'workspace'>;

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const frequencies = ['every_15_minutes', 'every_30_minutes', 'hourly', 'daily', 'weekly', 'monthly'] as const;

/** Zones more than half a day ahead of UTC, whose date is a day later than the one that `dayOfMonth` would take. */
const farEast = new Set(['Auckland', 'Wellington', "Nuku'alofa", 'Samoa', 'Tokelau Is.', 'Chatham Is.']);

/** @throws where the schedule does not say enough to be made again; it must not be deleted then. */
export function copyOf(schedule: ReportSchedule): ScheduleCopy {
  const freq = frequencies.find((each) => each === schedule.frequency);
  if (freq === undefined) {
    throw new Error(`schedule ${schedule.token} says no frequency that is known (${schedule.frequency})`);
  }
  const cron: Cron = { freq };
  if (schedule.time_zone) cron.time_zone = schedule.time_zone;
  if (typeof schedule.cron_hour === 'number') cron.hour = schedule.cron_hour;
  if (typeof schedule.cron_minute === 'number') cron.minute = schedule.cron_minute;
  if (freq === 'weekly') cron.day_of_week = daysOfWeek(schedule);
  if (freq === 'monthly') cron.day_of_month = dayOfMonth(schedule);
  const copy: ScheduleCopy = { cron };
  if (schedule.name) copy.name = schedule.name;
  if (schedule.timeout) copy.timeout = schedule.timeout;
  if (schedule.parameters && Object.keys(schedule.parameters).length > 0) copy.params = schedule.parameters;
  return copy;
}

function daysOfWeek({ token, day_of_week: names }: ReportSchedule): number[] {
  const found = (names ?? '').split(',').map((name) => days.indexOf(name.trim()));
  if (found.includes(-1)) throw new Error(`schedule ${token} names no days of the week (${names})`);
  return found;
}

/**
 * A monthly schedule does not say its day. Its next run is an instant of which the hour in the schedule's zone is known,
 * and that tells how far the zone is from UTC, and so the date there. Of two runs the later day is the one: the 31st is
 * the 30th in short months.
 */
function dayOfMonth(schedule: ReportSchedule): number {
  const { token, cron_hour: hour, cron_minute: minute, time_zone: zone } = schedule;
  const runs = [schedule.last_scheduled_run, schedule.next_scheduled_run].flatMap((run) =>
    run ? [new Date(run)] : [],
  );
  if (runs.length === 0 || typeof hour !== 'number') {
    throw new Error(`schedule ${token} does not say on which day of the month it runs`);
  }
  const local = hour * 60 + (minute ?? 0);
  return Math.max(...runs.map((run) => dateThere(run, local, farEast.has(zone ?? '')).getUTCDate()));
}

function dateThere(run: Date, localMinutes: number, isFarEast: boolean): Date {
  const utcMinutes = run.getUTCHours() * 60 + run.getUTCMinutes();
  let ahead = localMinutes - utcMinutes;
  // Zones lie from 11 hours behind UTC to 12 ahead, but for the far east.
  if (ahead < -11 * 60 || (isFarEast && ahead < 0)) ahead += 24 * 60;
  if (ahead > 12 * 60 && !isFarEast) ahead -= 24 * 60;
  return new Date(run.getTime() + ahead * 60_000);
}
