import { AnalyticsClient, basic, type Cron } from '@bimodal/analytics-client';
import type { Emulator } from '@bimodal/emulator';
import { inParallel } from '../src/in-parallel.ts';

export const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);

export function clientOf(emulator: Emulator): AnalyticsClient {
  const { keys, workspace } = emulator.seeds.analytics;
  return new AnalyticsClient({ baseUrl: emulator.url, workspace, credential: basic(keys.workspace) });
}

/** Schedules of every frequency, in zones on both sides of UTC. */
export const crons: readonly Cron[] = [
  { freq: 'every_15_minutes', time_zone: 'UTC' },
  { freq: 'hourly', minute: 20, time_zone: 'UTC' },
  { freq: 'daily', hour: 3, minute: 15, time_zone: 'Berlin' },
  { freq: 'weekly', day_of_week: [1, 4], hour: 8, minute: 0, time_zone: 'UTC' },
  { freq: 'monthly', day_of_month: 31, hour: 20, minute: 0, time_zone: 'Pacific Time (US & Canada)' },
];

export interface Furnished {
  /** Tokens of stale reports; every fourth has a schedule that keeps running it. */
  readonly stale: readonly string[];
  readonly scheduled: readonly string[];
  readonly used: readonly string[];
}

/** A workspace of so many reports, two fifths of them stale. */
export async function furnish(emulator: Emulator, mode: AnalyticsClient, count: number): Promise<Furnished> {
  const stale: string[] = [];
  const scheduled: string[] = [];
  const used: string[] = [];
  const collection = await mode.collections.create({ name: 'Everything', space_type: 'custom' });
  const numbers = Array.from({ length: count }, (_, index) => index);
  await inParallel(numbers, 20, async (index) => {
    const { token: report } = await mode.reports.create({});
    await mode.reports.update({ report, name: `Report ${index}`, space_token: collection.token });
    const old = { createdAt: ago(700), editedAt: ago(600) };
    if (index % 5 >= 2) {
      used.push(report);
      // In use in one of three ways: viewed, edited, run by a person.
      const lately = [{ lastViewedAt: ago(3) }, { editedAt: ago(4) }, { lastRunAt: ago(5) }][index % 3];
      emulator.setReportPast(report, { ...old, ...lately });
      return;
    }
    stale.push(report);
    emulator.setReportPast(report, { ...old, lastRunAt: ago(400), lastViewedAt: ago(300) });
    if (index % 4 !== 0) return;
    scheduled.push(report);
    const cron = crons[index % crons.length] ?? { freq: 'hourly' };
    const schedule = await mode.reportSchedules.create({
      report,
      name: 'Kept running',
      cron,
      params: { n: index },
    });
    emulator.setReportPast(report, { lastRunAt: ago(1), lastRunBy: schedule.token });
  });
  return { stale, scheduled, used };
}
