import { isDeepStrictEqual } from 'node:util';
import { NotFoundError } from '@bimodal/analytics-client';
import { byReport } from './by-report.ts';
import { inParallel } from './in-parallel.ts';
import { wordsOf } from './make-plan.ts';
import type { Outcome } from './outcome.ts';
import { isLike, type ScheduleCopy } from './schedule-copy.ts';
import type { Step } from './undo-file.ts';
import type { Work } from './work.ts';

/** Takes a clean-up back: schedules are made again, then their report is taken out of the archive. */
export async function undo(work: Work): Promise<Outcome> {
  const { file, cleanup, signal, progress } = work;
  const outcome: Outcome = { done: 0, skipped: 0, problems: [] };
  const reports = byReport(file.steps(cleanup));
  progress.start('Reports brought back', reports.length);
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

async function takeBack(work: Work, step: Step, outcome: Outcome): Promise<void> {
  const { mode, file, signal } = work;
  if (step.state === 'planned' || step.state === 'skipped' || step.state === 'undone') return;
  const { report, schedule } = step;
  try {
    if (schedule === null) {
      await mode.reports.unarchive({ report }, { signal });
    } else if (!(await isThere(work, step, schedule))) {
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
 * its token; a creation that did left one like it, besides those that were made again for others like it. Where the change
 * is known to have ended nothing is asked.
 */
async function isThere(
  { mode, file, cleanup, signal }: Work,
  { id, report, state }: Step,
  { token, copy }: { readonly token: string; readonly copy: ScheduleCopy },
): Promise<boolean> {
  if (state === 'done') return false;
  const there = await mode.reportSchedules.list({ report }, { signal }).toArray();
  const tokens = new Set(there.map((each) => each.token));
  if (tokens.has(token)) return true;
  if (state !== 'undoing') return false;
  const others = file.steps(cleanup).filter((step) => step.report === report && step.id !== id);
  const old = new Set(others.map(({ schedule }) => schedule?.token));
  const made = there.filter((each) => !old.has(each.token) && isLike(each, copy));
  const twins = others.filter(
    ({ state: itsState, schedule }) =>
      itsState === 'undone' &&
      schedule !== null &&
      !tokens.has(schedule.token) &&
      isDeepStrictEqual(schedule.copy, copy),
  );
  return made.length > twins.length;
}
