import type { AnalyticsClient } from '@bimodal/analytics-client';
import type { Progress } from './progress.ts';
import type { Cleanup, UndoFile } from './undo-file.ts';
import type { Views } from './views.ts';

/** What it takes to do a clean-up, or to take one back. */
export interface Work {
  readonly mode: AnalyticsClient;
  readonly file: UndoFile;
  readonly cleanup: Cleanup;
  readonly views: Views;
  /** Tokens of reports that are left alone, also where the clean-up was begun without them. */
  readonly keep: ReadonlySet<string>;
  /** Reports worked on at once. */
  readonly concurrency: number;
  readonly progress: Progress;
  /** Stops between two changes. */
  readonly signal: AbortSignal;
}
