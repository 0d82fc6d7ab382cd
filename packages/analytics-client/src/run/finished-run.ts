import type { ReportRun } from '../gen/models.ts';
import type { QueryRunOperations } from '../gen/query-runs.ts';
import type { ReportRunOperations } from '../gen/report-runs.ts';
import { hasSucceeded } from './final.ts';
import type { RunAddress } from './run-address.ts';
import { runFailure } from './run-failure.ts';
import type { RunWait } from './run-wait.ts';

interface Operations {
  readonly runs: ReportRunOperations;
  readonly queryRuns: QueryRunOperations;
}

/** The run once it has succeeded; `known` is the run as last told, where it was. */
export async function finishedRun(
  wait: RunWait,
  address: RunAddress,
  { runs, queryRuns }: Operations,
  known?: ReportRun,
): Promise<ReportRun> {
  const run = await wait.untilEnd(() => runs.get(address, wait.callOptions()), known);
  if (hasSucceeded(run)) return run;
  throw await runFailure(run, address, queryRuns, { operation: wait.operation, options: wait.callOptions() });
}
