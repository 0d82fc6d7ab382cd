import type { AnalyticsClient, Report } from '@bimodal/analytics-client';
import { copyOf, type ScheduleCopy } from '../src/schedule-copy.ts';
import type { Furnished } from './workspace.ts';

/** What the stale reports' schedules are, without what says which they are. */
export async function readSchedules(
  mode: AnalyticsClient,
  there: Furnished,
): Promise<ReadonlyMap<string, readonly ScheduleCopy[]>> {
  const found = new Map<string, readonly ScheduleCopy[]>();
  for (const report of there.scheduled) {
    found.set(
      report,
      (await mode.reportSchedules.list({ report }).toArray()).map((each) => copyOf(each)),
    );
  }
  return found;
}

/** Those of the reports made here that are archived; the emulator has some of its own. */
export async function archived(mode: AnalyticsClient, there: Furnished): Promise<ReadonlySet<string>> {
  const made = new Set([...there.stale, ...there.used]);
  const tokens = new Set<string>();
  for await (const found of mode.crawl({ include: ['reports'] })) {
    if (found.type === 'failure') throw found.error;
    const { report } = found as { report: Report };
    if (report.archived && made.has(report.token)) tokens.add(report.token);
  }
  return tokens;
}
