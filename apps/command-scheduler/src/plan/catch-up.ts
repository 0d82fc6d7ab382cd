import { newestDue } from '../cron/newest-due.ts';
import type { Schedule } from '../schedules/schedule.ts';

/** Milliseconds by which a command may be late without anybody speaking of downtime: a restart, a slow database. */
export const tolerance = 30_000;

/** Of each stretch of downtime, so many due times are recorded at most, the newest. */
const recorded = 1000;

/** What a schedule has due: what to send, and what its catch-up policy passes over. */
export interface DueNow {
  readonly send: readonly Date[];
  readonly skip: readonly Date[];
}

/** What has come due since the schedule was last planned. */
export function dueNow(schedule: Schedule, now: Date): DueNow {
  const due = newestDue(schedule, schedule.plannedUntil, now, recorded);
  const punctual = due.filter((each) => now.getTime() - each.getTime() <= tolerance);
  const late = due.slice(0, due.length - punctual.length);
  const kept = lateOnesToSend(schedule, late, punctual.length);
  return { send: [...late.slice(late.length - kept), ...punctual], skip: late.slice(0, late.length - kept) };
}

function lateOnesToSend(schedule: Schedule, late: readonly Date[], punctual: number): number {
  switch (schedule.catchUp) {
    case 'skip':
      return 0;
    case 'last':
      return punctual === 0 ? Math.min(1, late.length) : 0;
    case 'all':
      return Math.min(schedule.catchUpLimit, late.length);
  }
}
