import { isDeepStrictEqual } from 'node:util';
import type { Cron, CreateReportScheduleInput, ReportSchedule } from '@bimodal/analytics-client';

/** What makes a schedule again. The platform reads schedules back in prose, so this is taken before one is deleted. */
export type ScheduleCopy = Omit<CreateReportScheduleInput, 'report' | 'workspace'>;

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const frequencies = ['every_15_minutes', 'every_30_minutes', 'hourly', 'daily', 'weekly', 'monthly'] as const;

/** Zones more than half a day ahead of UTC, whose date is a day later than the one that `dayOfMonth` would take. */
const farEast = new Set(['Auckland', 'Wellington', "Nuku'alofa", 'Samoa', 'Tokelau Is.', 'Chatham Is.']);

/**
 * @param expected what it may be a copy of: it says on which day of the month, where the schedule leaves several possible.
 * @throws where the schedule does not say enough to be made again; it must not be deleted then.
 */
export function copyOf(schedule: ReportSchedule, expected?: ScheduleCopy): ScheduleCopy {
  const freq = frequencies.find((each) => each === schedule.frequency);
  if (freq === undefined) {
    throw new Error(`schedule ${schedule.token} says no frequency that is known (${schedule.frequency})`);
  }
  const cron: Cron = { freq };
  if (schedule.time_zone) cron.time_zone = schedule.time_zone;
  if (typeof schedule.cron_hour === 'number') cron.hour = schedule.cron_hour;
  if (typeof schedule.cron_minute === 'number') cron.minute = schedule.cron_minute;
  if (freq === 'weekly') cron.day_of_week = daysOfWeek(schedule);
  if (freq === 'monthly') cron.day_of_month = dayOfMonth(schedule, expected?.cron.day_of_month);
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

/** Whether a schedule can have been made from a copy. */
export function isLike(schedule: ReportSchedule, copy: ScheduleCopy): boolean {
  try {
    return isDeepStrictEqual(copyOf(schedule, copy), copy);
  } catch {
    // What does not say enough is no schedule that was copied.
    return false;
  }
}

/**
 * A monthly schedule does not say its day. Its runs are instants of which the hour in the schedule's zone is known, and that
 * tells how far the zone is from UTC, and so the date there. A run on the last day of a month may stand for a later day,
 * which that month has not: the 31st is the 28th in February. Of two runs the later day is the one.
 */
function dayOfMonth(schedule: ReportSchedule, expected: number | null | undefined): number {
  const { token, cron_hour: hour, cron_minute: minute, time_zone: zone } = schedule;
  const runs = [schedule.last_scheduled_run, schedule.next_scheduled_run].flatMap((run) =>
    run ? [new Date(run)] : [],
  );
  if (runs.length === 0 || typeof hour !== 'number') {
    throw new Error(`schedule ${token} does not say on which day of the month it runs`);
  }
  const local = hour * 60 + (minute ?? 0);
  const dates = runs.map((run) => dateThere(run, local, farEast.has(zone ?? '')));
  const day = Math.max(...dates.map((date) => date.getUTCDate()));
  if (day === 31 || dates.some((date) => date.getUTCDate() < lastDayOf(date))) return day;
  if (expected != null && expected >= day) return expected;
  throw new Error(
    `schedule ${token} runs on the last day of a short month, and does not say whether on the ${day}th or a later day of others: try again once it has run`,
  );
}

function lastDayOf(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

function dateThere(run: Date, localMinutes: number, isFarEast: boolean): Date {
  const utcMinutes = run.getUTCHours() * 60 + run.getUTCMinutes();
  let ahead = localMinutes - utcMinutes;
  // Zones lie from 11 hours behind UTC to 12 ahead, but for the far east.
  if (ahead < -11 * 60 || (isFarEast && ahead < 0)) ahead += 24 * 60;
  if (ahead > 12 * 60 && !isFarEast) ahead -= 24 * 60;
  return new Date(run.getTime() + ahead * 60_000);
}
