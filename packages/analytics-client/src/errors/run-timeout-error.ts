import { TimeoutError } from '@bimodal/auth-core';
import { mark } from '@bimodal/auth-core/internal';
import type { ReportRun } from '../gen/models.ts';

/** A report run did not end in time. It goes on at the platform: wait for it again with its token. */
export class RunTimeoutError extends TimeoutError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.RunTimeoutError');
  static {
    mark(this);
  }

  override readonly name = 'RunTimeoutError' as const;

  /** The run as the platform last told it. */
  readonly run: ReportRun;

  constructor(
    run: ReportRun,
    facts: { readonly operation: string; readonly timeout: number; readonly cause?: unknown },
  ) {
    super(
      `Report run ${run.token} was still ${run.state} after ${facts.timeout} ms. It goes on: wait for it with ` +
        `reportRuns.wait, or pass a longer \`timeout\`.`,
      facts,
    );
    this.run = run;
  }
}
