import { BimodalError } from '@bimodal/auth-core';
import { mark } from '@bimodal/auth-core/internal';
import type { ReportRun } from '../gen/models.ts';

/** The results of a run have been removed: run the report again. */
export class ResultPurgedError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.ResultPurgedError');
  static {
    mark(this);
  }

  override readonly name = 'ResultPurgedError' as const;

  /** The run as the platform tells it; `run.purge_started_at` says since when. */
  readonly run: ReportRun;

  constructor(run: ReportRun, facts: { readonly operation: string; readonly cause: unknown }) {
    super(
      `The results of report run ${run.token} were purged (${run.purge_started_at ?? 'no time given'}). Run the report again.`,
      facts,
    );
    this.run = run;
  }
}
