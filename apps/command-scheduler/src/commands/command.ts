/**
 * What became of a due command. `waiting`: it is yet to be sent, or to be tried again. `missed`: the device was offline all
 * through the window. `skipped`: nobody wanted it sent any more. `failed`: the platform refused it, or could not be reached.
 */
export type Outcome = 'waiting' | 'sent' | 'missed' | 'skipped' | 'failed';

/** What tells due commands apart: each of a schedule's due times is one command, however often it is planned or sent. */
export interface CommandKey {
  readonly schedule: number;
  readonly dueAt: Date;
}

/** A command that came due, with what has become of it: the history is made of these. */
export interface Command extends CommandKey {
  /** The schedule's name at that time. */
  readonly name: string;
  readonly device: number;
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Until then a failed attempt is followed by another one. */
  readonly retryUntil: Date;
  /** Seconds between attempts. */
  readonly retryDelay: number;
  /** How often it was begun to be sent. */
  readonly attempts: number;
  readonly outcome: Outcome;
  /** Why, in a word: the platform's code, an error's name, or one of `downtime`, `superseded`, `paused`, `deleted`. */
  readonly reason: string | null;
  readonly detail: string | null;
  readonly settledAt: Date | null;
}

/** A row of the table `command`, as both drivers read it. */
export interface CommandRow {
  readonly schedule: number;
  readonly due_at: Date;
  readonly name: string;
  readonly device: string | number | bigint;
  readonly action: string;
  readonly parameters: string;
  readonly retry_until: Date;
  readonly retry_delay: number;
  readonly attempts: number;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly settled_at: Date | null;
}

export function commandOf(row: CommandRow): Command {
  return {
    schedule: row.schedule,
    dueAt: row.due_at,
    name: row.name,
    device: Number(row.device),
    action: row.action,
    parameters: JSON.parse(row.parameters) as Record<string, unknown>,
    retryUntil: row.retry_until,
    retryDelay: row.retry_delay,
    attempts: row.attempts,
    outcome: row.outcome,
    reason: row.reason,
    detail: row.detail,
    settledAt: row.settled_at,
  };
}
