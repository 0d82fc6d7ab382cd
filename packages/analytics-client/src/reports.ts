import type { Caller } from '@bimodal/auth-core';
import type { CreateReportRunInput, ReportRun } from './gen/models.ts';
import { QueryRunOperations } from './gen/query-runs.ts';
import { ReportRunOperations } from './gen/report-runs.ts';
import { ReportOperations } from './gen/reports.ts';
import { finishedRun } from './run/finished-run.ts';
import type { WaitOptions } from './run/options.ts';
import { RunWait } from './run/run-wait.ts';

/** Reports, and running them. */
export class Reports extends ReportOperations {
  readonly #runs: ReportRunOperations;
  readonly #queryRuns: QueryRunOperations;

  constructor(caller: Caller) {
    super(caller);
    this.#runs = new ReportRunOperations(caller);
    this.#queryRuns = new QueryRunOperations(caller);
  }

  /**
   * Runs a report and waits until the run has succeeded. The run is begun once and never again; a wait that is aborted or
   * times out leaves it going on at the platform, where `reportRuns.wait` finds it again.
   *
   * ```ts
   * const run = await mode.reports.runAndWait({ report, parameters: { origin: 'SEA' } });
   * for await (const row of mode.results.rows({ report, run: run.token })) console.log(row);
   * ```
   *
   * @throws RunFailedError if it failed or was cancelled, with what the warehouse said.
   * @throws RunTimeoutError if it did not end within `timeout` (default ten minutes); it names the run.
   */
  async runAndWait(input: CreateReportRunInput, options: WaitOptions = {}): Promise<ReportRun> {
    const wait = new RunWait(options);
    const run = await this.#runs.create(input, wait.callOptions());
    const { workspace, report } = { ...input };
    const operations = { runs: this.#runs, queryRuns: this.#queryRuns };
    return finishedRun(wait, { workspace, report, run: run.token }, operations, run);
  }
}
