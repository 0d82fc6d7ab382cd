import type { ScheduleInput } from '../schedules/schedule.ts';

/** What the demonstration begins with. */
export function exampleSchedule(device: number): ScheduleInput {
  return {
    name: 'Blink every five seconds',
    device,
    action: 'light',
    parameters: { blink: 2 },
    keyParameter: 'key',
    cron: '*/5 * * * * *',
    timeZone: 'UTC',
    catchUp: 'skip',
    catchUpLimit: 100,
    retryWindowSeconds: 60,
    paused: false,
  };
}
