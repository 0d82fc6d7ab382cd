import type { CallOptions } from '@bimodal/auth-core';
import { RunFailedError } from '../errors/run-failed-error.ts';
import type { QueryRun, ReportRun } from '../gen/models.ts';
import type { QueryRunOperations } from '../gen/query-runs.ts';
import type { RunAddress } from './run-address.ts';

/** The method that was called, and with which options. */
export interface Asking {
  readonly operation: string;
  readonly options: CallOptions;
}

/**
 * Why a run ended without success. The platform says it on the query runs; where those cannot be read, the error says
 * that much and carries the reason as its cause.
 */
export async function runFailure(
  run: ReportRun,
  address: RunAddress,
  queryRuns: QueryRunOperations,
  { operation, options }: Asking,
  cause?: unknown,
): Promise<RunFailedError> {
  let failures: readonly QueryRun[];
  try {
    const { items } = await queryRuns.list(address, options);
    failures = items.filter((queryRun) => queryRun.state === 'failed');
  } catch (error) {
    options.signal?.throwIfAborted();
    return new RunFailedError(run, [], { operation, cause: error });
  }
  return new RunFailedError(run, failures, { operation, cause });
}
