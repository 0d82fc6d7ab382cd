import { NotFoundError, type AnalyticsClient } from '@bimodal/analytics-client';
import { byReport } from './by-report.ts';
import { inParallel } from './in-parallel.ts';
import { judge } from './judge.ts';
import { wordsOf } from './make-plan.ts';
import type { Outcome } from './outcome.ts';
import type { Work } from './work.ts';
import type { Step } from './undo-file.ts';

/**
 * Does what is left of a clean-up. Each report is archived first and loses its schedules then: stopped in between, it is
 * seen to be archived, and nothing has to be judged by runs whose schedule is gone.
 */
export async function apply(work: Work): Promise<Outcome> {
  const { file, cleanup, signal, progress } = work;
  const outcome: Outcome = { done: 0, skipped: 0, problems: [] };
  const reports = byReport(file.steps(cleanup));
  progress.start('Reports put away', reports.length);
  await inParallel(reports, work.concurrency, async (steps) => {
    if (signal.aborted) return;
    try {
      await putAway(work, steps, outcome);
    } catch (error) {
      if (signal.aborted) return;
      outcome.problems.push({ what: `report ${steps[0]?.report}`, why: wordsOf(error) });
    }
    progress.advance();
  });
  progress.stop();
  // What failed is found again by the next plan; what was interrupted is gone on with.
  if (!signal.aborted) file.finish(cleanup, 'finished');
  return outcome;
}

async function putAway(work: Work, steps: readonly Step[], outcome: Outcome): Promise<void> {
  const { mode, file, signal } = work;
  const open = steps.filter(({ state }) => state === 'planned' || state === 'begun');
  if (open.length > 0 && !(await isStillUnused(work, steps, open))) {
    // A change that may have been made is not to be forgotten where the report is kept from now on: --undo looks into it.
    const isKept = work.keep.has(open[0]?.report ?? '');
    for (const step of open) if (!isKept || step.state === 'planned') file.mark(step, 'skipped');
    outcome.skipped += open.length;
    return;
  }
  for (const step of open) {
    if (signal.aborted) return;
    file.mark(step, 'begun');
    await change(mode, step, signal);
    file.mark(step, 'done');
    outcome.done += 1;
  }
}

/** Somebody may have used, archived, scheduled or deleted the report since the plan was made, or taken it out again. */
async function isStillUnused(work: Work, steps: readonly Step[], open: readonly Step[]): Promise<boolean> {
  const { mode, cleanup, views, keep, signal } = work;
  const token = open[0]?.report ?? '';
  if (keep.has(token)) return false;
  const archive = open.find(({ kind }) => kind === 'archive');
  try {
    const report = await mode.reports.get({ report: token }, { signal });
    // Archived before, it is to stay so. Archived after the step was begun, it was archived by this step.
    if (report.archived || !archive) return report.archived === true && archive?.state !== 'planned';
    const cutoff = new Date(new Date(cleanup.as_of).getTime() - cleanup.days * 86_400_000);
    const verdict = await judge(mode, { report, cutoff, viewedAt: views(token) });
    if (!verdict.stale) return false;
    const planned = new Set(steps.map(({ schedule }) => schedule?.token));
    return verdict.schedules.every((schedule) => planned.has(schedule.token));
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

async function change(
  mode: AnalyticsClient,
  { kind, report, schedule }: Step,
  signal: AbortSignal,
): Promise<void> {
  if (kind === 'archive') {
    await mode.reports.archive({ report }, { signal });
    return;
  }
  try {
    await mode.reportSchedules.delete({ report, schedule: schedule?.token ?? '' }, { signal });
  } catch (error) {
    // Gone already is as good.
    if (!(error instanceof NotFoundError)) throw error;
  }
}
