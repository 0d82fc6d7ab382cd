import { BimodalError } from '@bimodal/auth-core';
import { mark } from '@bimodal/auth-core/internal';
import type { QueryRun, ReportRun } from '../gen/models.ts';

/** A report run ended without success: it failed or was cancelled. */
export class RunFailedError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.RunFailedError');
  static {
    mark(this);
  }

  override readonly name = 'RunFailedError' as const;

  /** The run as the platform last told it; `run.state` is `failed` or `cancelled`. */
  readonly run: ReportRun;
  /** The query runs that failed, each with the warehouse's `error_message`; empty where they could not be read. */
  readonly failures: readonly QueryRun[];

  constructor(
    run: ReportRun,
    failures: readonly QueryRun[],
    facts: { readonly operation: string; readonly cause?: unknown },
  ) {
    super(describe(run, failures), facts);
    this.run = run;
    this.failures = failures;
  }
}

function describe(run: ReportRun, failures: readonly QueryRun[]): string {
  if (run.state === 'cancelled') return `Report run ${run.token} was cancelled before it ended.`;
  const [first] = failures;
  if (first === undefined) {
    return `Report run ${run.token} failed, and none of its queries says why. A notebook may have failed instead.`;
  }
  const others = failures.length > 1 ? ` (${failures.length - 1} more failed too)` : '';
  const said = first.error_message ?? first.error_code ?? 'no reason given';
  return `Report run ${run.token} failed: query "${first.query_name ?? first.token}" said: ${said}${others}`;
}
