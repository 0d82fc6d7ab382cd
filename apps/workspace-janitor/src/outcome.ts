import type { Problem } from './plan.ts';

/** What came of a clean-up, or of taking one back. */
export interface Outcome {
  /** Changes made. */
  done: number;
  /** Changes that were no longer called for. */
  skipped: number;
  /** What could not be done; run the same again to try it again. */
  readonly problems: Problem[];
}
