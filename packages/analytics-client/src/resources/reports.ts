import { List, type CallOptions, type Caller, type ListPage } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';
import type { CreateReportRunInput, ListReportsInDataSourceInput, Report, ReportRun } from '../gen/models.ts';
import { QueryRunOperations } from '../gen/query-runs.ts';
import { ReportRunOperations } from '../gen/report-runs.ts';
import { ReportOperations } from '../gen/reports.ts';
import { windowEnds, type PurgeWindows } from '../purge/windows.ts';
import { dataSourcePages } from '../reports/data-source-pages.ts';
import { finishedRun } from '../run/finished-run.ts';
import type { WaitOptions } from '../run/options.ts';
import { RunWait } from '../run/run-wait.ts';

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
    const wait = new RunWait('reports.runAndWait', options);
    // Copied before anything is sent: what becomes of the caller's object changes nothing.
    const own = ownCopy(input);
    const run = await this.#runs.create(own, wait.callOptions());
    const { workspace, report } = own;
    const operations = { runs: this.#runs, queryRuns: this.#queryRuns };
    return finishedRun(wait, { workspace, report, run: run.token }, operations, run);
  }

  /**
   * Lists the reports that use a data source, 30 rows a page: a report once for each of its queries there. A report with so
   * many queries that it fills pages with the same row is read to its end.
   *
   * Source: documented; the repeated rows are observed.
   */
  override listInDataSource(
    input: ListReportsInDataSourceInput,
    options?: CallOptions,
  ): List<Report, ListReportsInDataSourceInput> {
    const own = { ...input };
    const fetch = (page: number) => super.listInDataSource({ ...own, page }, options);
    return new List(own, () => {
      let pages: AsyncGenerator<ListPage<Report, ListReportsInDataSourceInput>> | undefined;
      return async (from) => {
        const { page = 1 } = ownCopy(from);
        pages ??= dataSourcePages(fetch, page);
        const turned = await pages.next();
        return turned.done ? { items: [], next: undefined, data: undefined } : turned.value;
      };
    });
  }

  /** The reports that use a data source, each once, in the order in which they come. */
  distinctInDataSource(
    input: ListReportsInDataSourceInput,
    options?: CallOptions,
  ): AsyncGenerator<Report, void, undefined> {
    // The list takes its input now; a generator would take it when it is first read.
    return distinct(this.listInDataSource(input, options));
  }

  /**
   * Removes the stored results of every report of the workspace that are older than a day, in several requests, oldest
   * first: the platform may fail at many at once. Each is accepted at once and carried out later. It may be called again
   * after a failure: what is gone is gone.
   *
   * @throws InputError for a day that is none.
   */
  async purgeInWindows(windows: PurgeWindows, options?: CallOptions): Promise<void> {
    const own = ownCopy(windows);
    const { workspace, time, in_progress } = own;
    for (const end_time of windowEnds(own)) {
      await this.purge({ workspace, time, end_time, in_progress }, options);
    }
    await this.purge({ workspace, time, in_progress }, options);
  }
}

async function* distinct(reports: AsyncIterable<Report>): AsyncGenerator<Report, void, undefined> {
  const seen = new Set<string>();
  for await (const report of reports) {
    if (seen.has(report.token)) continue;
    seen.add(report.token);
    yield report;
  }
}
