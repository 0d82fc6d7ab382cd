import type { AnalyticsClient, Report } from '@bimodal/analytics-client';
import { inParallel } from './in-parallel.ts';
import { judge } from './judge.ts';
import type { Plan, Problem, StaleReport } from './plan.ts';
import type { Progress } from './progress.ts';
import { copyOf } from './schedule-copy.ts';
import type { Settings } from './settings.ts';
import { readViews, type Views } from './views.ts';

const day = 86_400_000;

/** Looks at every report of the workspace that the key sees. It changes nothing, and says on the way how far it is. */
export async function makePlan(
  mode: AnalyticsClient,
  settings: Settings,
  progress: Progress,
  signal: AbortSignal,
): Promise<Plan> {
  progress.start('Reports found');
  try {
    // At once: each is a row of pages, and either waits for its own.
    const [views, { reports, problems }] = await Promise.all([
      readViews(mode, settings.views, signal),
      findReports(mode, settings, progress, signal),
    ]);
    const stale: StaleReport[] = [];
    progress.start('Reports looked at', reports.length);
    await inParallel(reports, settings.concurrency, async (report) => {
      signal.throwIfAborted();
      try {
        const found = await lookAt(mode, report, settings, views);
        if (found) stale.push(found);
      } catch (error) {
        problems.push({ what: `report ${report.token}`, why: wordsOf(error) });
      }
      progress.advance();
    });
    stale.sort((a, b) => a.lastUsedAt.localeCompare(b.lastUsedAt) || a.report.localeCompare(b.report));
    return {
      workspace: mode.workspace ?? '',
      asOf: settings.asOf.toISOString(),
      days: settings.days,
      looked: reports.length,
      stale,
      problems,
    };
  } finally {
    progress.stop();
  }
}

async function findReports(
  mode: AnalyticsClient,
  settings: Settings,
  progress: Progress,
  signal: AbortSignal,
): Promise<{ reports: readonly Report[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const reports: Report[] = [];
  const crawl = mode.crawl({
    include: ['reports'],
    signal,
    ...(settings.collections.length > 0 ? { collections: settings.collections } : {}),
  });
  for await (const found of crawl) {
    if (found.type === 'failure') {
      problems.push({ what: `${found.operation} ${JSON.stringify(found.input)}`, why: wordsOf(found.error) });
    } else if (found.type === 'report' && !found.report.archived && !settings.keep.has(found.report.token)) {
      reports.push(found.report);
      progress.advance();
    }
  }
  return { reports, problems };
}

async function lookAt(
  mode: AnalyticsClient,
  report: Report,
  { asOf, days }: Settings,
  views: Views,
): Promise<StaleReport | undefined> {
  const cutoff = new Date(asOf.getTime() - days * day);
  const verdict = await judge(mode, { report, cutoff, viewedAt: views(report.token) });
  if (!verdict.stale) return undefined;
  return {
    report: report.token,
    name: report.name ?? 'Untitled',
    collection: report.space_token ?? '',
    lastUsedAt: verdict.lastUsedAt.toISOString(),
    unusedDays: Math.floor((asOf.getTime() - verdict.lastUsedAt.getTime()) / day),
    schedules: verdict.schedules.map((schedule) => ({ token: schedule.token, copy: copyOf(schedule) })),
  };
}

/** What an error says, in one line. */
export function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
