import type { ReportRun } from '../gen/models.ts';

const successes: readonly string[] = ['succeeded', 'completed'];
const failures: readonly string[] = ['failed', 'cancelled'];

/** Whether a run ended well. A report with a notebook ends in `completed`, any other in `succeeded`. */
export function hasSucceeded(run: ReportRun): boolean {
  return successes.includes(run.state);
}

/** Whether a run ended. A state that we do not know counts as under way: the platform may add some. */
export function hasEnded(run: ReportRun): boolean {
  return successes.includes(run.state) || failures.includes(run.state);
}
