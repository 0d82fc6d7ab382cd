import { keyOf } from '../plan/planned-row.ts';
import type { Command } from '../commands/command.ts';
import { nextDue } from '../cron/due-times.ts';
import type { Schedule } from '../schedules/schedule.ts';

/** How a schedule is answered: with when it is due next, and what became of its last command. */
export function viewSchedule(schedule: Schedule, now: Date, last: Command | undefined) {
  const { plannedUntil: _, ...facts } = schedule;
  return {
    ...facts,
    nextRuns: schedule.paused ? [] : nextDue(schedule, now, 3),
    last: last ? viewCommand(last) : null,
  };
}

/** How a command is answered. */
export function viewCommand({ retryDelay: _, ...command }: Command) {
  return { key: keyOf(command.schedule, command.dueAt), ...command };
}
