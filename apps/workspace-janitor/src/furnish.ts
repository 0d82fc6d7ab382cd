import type { AnalyticsClient } from '@bimodal/analytics-client';
import type { Emulator } from '@bimodal/emulator';

const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);

/** Twelve reports that a real workspace could have: some in use, some not, some kept running by nobody's schedule. */
export async function furnish(emulator: Emulator, mode: AnalyticsClient): Promise<void> {
  const collection = await mode.collections.create({ name: 'Sales', space_type: 'custom' });
  const add = async (name: string, past: Parameters<Emulator['setReportPast']>[1]): Promise<string> => {
    const { token: report } = await mode.reports.create({});
    await mode.reports.update({ report, name, space_token: collection.token });
    emulator.setReportPast(report, past);
    return report;
  };
  for (const [index, name] of ['Weekly revenue', 'Churn by region', 'Trial funnel', 'Pipeline'].entries()) {
    await add(name, {
      createdAt: ago(500),
      editedAt: ago(200),
      lastRunAt: ago(20),
      lastViewedAt: ago(index + 1),
    });
  }
  for (const [index, name] of [
    'Black Friday 2023',
    'Q3 board deck',
    'Copy of Pipeline',
    'test do not use',
  ].entries()) {
    await add(name, {
      createdAt: ago(900),
      editedAt: ago(600),
      lastRunAt: ago(400 + index),
      lastViewedAt: ago(380),
    });
  }
  for (const name of ['Old nightly load', 'Migration check', 'Daily refunds', 'Warehouse credits']) {
    const past = { createdAt: ago(700), editedAt: ago(650), lastViewedAt: ago(300) };
    const report = await add(name, past);
    const schedule = await mode.reportSchedules.create({
      report,
      name: 'Every night',
      cron: { freq: 'daily', hour: 3, minute: 15, time_zone: 'UTC' },
    });
    emulator.setReportPast(report, { lastRunAt: ago(1), lastRunBy: schedule.token });
  }
}
