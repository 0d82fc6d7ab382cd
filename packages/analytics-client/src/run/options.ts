import type { CallOptions } from '@bimodal/auth-core';
import type { ReportRun } from '../gen/models.ts';

/** Where a run stands. */
export interface RunProgress {
  /** The run as the platform last told it. */
  readonly run: ReportRun;
  readonly state: ReportRun['state'];
  /** Milliseconds since the call began. */
  readonly elapsed: number;
  /** How often the run was looked at: 0 for the answer that began it. */
  readonly attempt: number;
}

/** How to wait for a report run. */
export interface WaitOptions extends CallOptions {
  /** Milliseconds for all of it, from the call to the end of the run (default 600,000: ten minutes). */
  readonly timeout?: number | undefined;
  /** Milliseconds before the first look (default 500). The interval doubles up to ten times as much, with jitter. */
  readonly pollInterval?: number | undefined;
  /** Called for the run's first state and after each look. What it throws ends the wait. */
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
}
