import type { Schedule } from '../schedules/schedule.ts';

/** What a due command is identified by, to the device: the schedule and the due time. */
export function keyOf(schedule: number, dueAt: Date): string {
  return `${schedule}/${dueAt.toISOString()}`;
}

/** What is written of a due command when it is planned. */
export interface PlannedRow {
  readonly schedule: number;
  readonly due_at: Date;
  readonly name: string;
  readonly device: number;
  readonly action: string;
  readonly parameters: string;
  readonly retry_until: Date;
  readonly retry_delay: number;
  readonly outcome: 'waiting' | 'skipped';
  readonly reason: string | null;
  readonly settled_at: Date | null;
}

export function plannedRow(schedule: Schedule, dueAt: Date, now: Date, isSkipped: boolean): PlannedRow {
  const { id, name, device, action, keyParameter, retryWindowSeconds } = schedule;
  const key = keyParameter === null ? {} : { [keyParameter]: keyOf(id, dueAt) };
  return {
    schedule: id,
    due_at: dueAt,
    name,
    device,
    action,
    parameters: JSON.stringify({ ...schedule.parameters, ...key }),
    retry_until: new Date(now.getTime() + retryWindowSeconds * 1000),
    retry_delay: Math.min(30, Math.max(1, Math.round(retryWindowSeconds / 20))),
    outcome: isSkipped ? 'skipped' : 'waiting',
    reason: isSkipped ? 'downtime' : null,
    settled_at: isSkipped ? now : null,
  };
}
