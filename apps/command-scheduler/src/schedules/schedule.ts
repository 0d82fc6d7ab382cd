import type { Cadence } from '../cron/due-times.ts';

/**
 * What happens to commands that came due while nobody was there to send them: none is sent, the last one is, or all are,
 * up to the schedule's limit.
 */
export type CatchUp = 'skip' | 'last' | 'all';

/** What a person says of a schedule. */
export interface ScheduleInput extends Cadence {
  /** Unique, for people. */
  readonly name: string;
  /** The device's id. */
  readonly device: number;
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /**
   * The parameter that each command carries its key in, such as `12/2026-03-01T09:00:00.000Z`: a device that remembers the
   * last keys can tell a command that is sent a second time. None where null.
   */
  readonly keyParameter: string | null;
  readonly catchUp: CatchUp;
  /** How many commands `all` sends at most. */
  readonly catchUpLimit: number;
  /** How long a device that is offline is tried again. 0: not at all. */
  readonly retryWindowSeconds: number;
  readonly paused: boolean;
}

/** Commands that are sent to a device again and again. */
export interface Schedule extends ScheduleInput {
  readonly id: number;
  /** Everything that was due until then has been planned. */
  readonly plannedUntil: Date;
  readonly createdAt: Date;
}
