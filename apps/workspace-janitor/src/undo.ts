import { NotFoundError, type AnalyticsClient } from '@bimodal/analytics-client';
import { byReport } from './by-report.ts';
import { inParallel } from './in-parallel.ts';
import { wordsOf } from './make-plan.ts';
import type { Outcome } from './outcome.ts';
import { copyOf, type ScheduleCopy } from './schedule-copy.ts';
import type { Step } from './undo-file.ts';
import type { Work } from './work.ts';

/** Takes a clean-up back: schedules are made again, then their report is taken out of the archive. */
export async function undo(work: Work): Promise<Outcome> {
  const { file, cleanup, signal, progress } = work;
  const outcome: Outcome = { done: 0, skipped: 0, problems: [] };
  const reports = byReport(file.steps(cleanup));
  progress.start(reports.length);
  await inParallel(reports, work.concurrency, async (steps) => {
    try {
      for (const step of steps.toReversed()) {
        if (signal.aborted) return;
        await takeBack(work, step, outcome);
      }
    } catch (error) {
      if (signal.aborted) return;
      outcome.problems.push({ what: `report ${steps[0]?.report}`, why: wordsOf(error) });
    }
    progress.advance();
  });
  progress.stop();
  if (!signal.aborted && outcome.problems.length === 0) file.finish(cleanup, 'undone');
  return outcome;
}

async function takeBack({ mode, file, signal }: Work, step: Step, outcome: Outcome): Promise<void> {
  if (step.state === 'planned' || step.state === 'skipped' || step.state === 'undone') return;
  const { report, schedule } = step;
  try {
    if (schedule === null) {
      await mode.reports.unarchive({ report }, { signal });
    } else if (!(await isThere(mode, step, schedule, signal))) {
      file.mark(step, 'undoing');
      await mode.reportSchedules.create({ report, ...schedule.copy }, { signal });
    }
    outcome.done += 1;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    // Whoever deleted the report for good did not want it back.
    outcome.skipped += 1;
  }
  file.mark(step, 'undone');
}

/**
 * A change that was begun and not seen to end may have happened or not. A deletion that did not left the schedule with
 * its token; a creation that did left one like it. Where the change is known to have ended nothing is asked.
 */
async function isThere(
  mode: AnalyticsClient,
  { report, state }: Step,
  { token, copy }: { readonly token: string; readonly copy: ScheduleCopy },
  signal: AbortSignal,
): Promise<boolean> {
  if (state === 'done') return false;
  const schedules = await mode.reportSchedules.list({ report }, { signal }).toArray();
  const wanted = JSON.stringify(copy);
  return schedules.some(
    (each) => each.token === token || (state === 'undoing' && JSON.stringify(copyOf(each)) === wanted),
  );
}
