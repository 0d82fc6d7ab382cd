import type { Command } from '../commands/command.ts';
import { tolerance } from '../plan/catch-up.ts';
import type { CatchUp } from '../schedules/schedule.ts';

/** What is known of a command's schedule when it is about to be sent. */
export interface ScheduleNow {
  /** Undefined where the schedule was deleted. */
  readonly paused: boolean | undefined;
  readonly catchUp: CatchUp | undefined;
  /** Whether a later command of the schedule is due, too. */
  readonly hasNewer: boolean;
}

/**
 * Why a command that was planned is not to be sent after all. Its schedule may have been paused or deleted since; or nobody
 * was there to send it for so long that it falls under the catch-up policy.
 *
 * @param lease milliseconds after which a command is taken from a worker that does not answer.
 */
export function reasonToSkip(
  command: Command,
  { paused, catchUp, hasNewer }: ScheduleNow,
  now: Date,
  lease: number,
): 'deleted' | 'paused' | 'downtime' | 'superseded' | undefined {
  if (paused === undefined) return 'deleted';
  if (paused) return 'paused';
  const isLate = now.getTime() > command.retryUntil.getTime() + tolerance + 2 * lease;
  if (isLate && catchUp === 'skip') return 'downtime';
  if (isLate && catchUp === 'last' && hasNewer) return 'superseded';
  return undefined;
}
