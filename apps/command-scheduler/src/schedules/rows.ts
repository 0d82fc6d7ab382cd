import type { CatchUp, Schedule } from './schedule.ts';

/** A row of the table `schedule`, as both drivers read it. */
export interface ScheduleRow {
  readonly id: number;
  readonly name: string;
  readonly device: string | number | bigint;
  readonly action: string;
  readonly parameters: string;
  readonly key_parameter: string | null;
  readonly cron: string;
  readonly time_zone: string;
  readonly catch_up: CatchUp;
  readonly catch_up_limit: number;
  readonly retry_window_seconds: number;
  readonly paused: boolean;
  readonly planned_until: Date;
  readonly created_at: Date;
}

export function scheduleOf(row: ScheduleRow): Schedule {
  return {
    id: row.id,
    name: row.name,
    device: Number(row.device),
    action: row.action,
    parameters: JSON.parse(row.parameters) as Record<string, unknown>,
    keyParameter: row.key_parameter,
    cron: row.cron,
    timeZone: row.time_zone,
    catchUp: row.catch_up,
    catchUpLimit: row.catch_up_limit,
    retryWindowSeconds: row.retry_window_seconds,
    paused: row.paused,
    plannedUntil: row.planned_until,
    createdAt: row.created_at,
  };
}
