import type { Caller } from '@bimodal/auth-core';
import type { GetReportRunInput, ReportRun } from '../gen/models.ts';
import { QueryRunOperations } from '../gen/query-runs.ts';
import { ReportRunOperations } from '../gen/report-runs.ts';
import { finishedRun } from '../run/finished-run.ts';
import type { WaitOptions } from '../run/options.ts';
import { RunWait } from '../run/run-wait.ts';

/** Runs of reports. */
export class ReportRuns extends ReportRunOperations {
  readonly #queryRuns: QueryRunOperations;

  constructor(caller: Caller) {
    super(caller);
    this.#queryRuns = new QueryRunOperations(caller);
  }

  /**
   * Waits until a run that was begun elsewhere, or by an earlier program, has succeeded.
   *
   * Looks at it more and more seldom. A look that fails in passing (a timeout, a busy platform) is repeated; the fifth in
   * a row rejects.
   *
   * @throws RunFailedError if it failed or was cancelled, with what the warehouse said.
   * @throws RunTimeoutError if it did not end within `timeout`; the run goes on.
   */
  async wait(input: GetReportRunInput, options: WaitOptions = {}): Promise<ReportRun> {
    const wait = new RunWait('reportRuns.wait', options);
    return finishedRun(wait, { ...input }, { runs: this, queryRuns: this.#queryRuns });
  }
}
