import { BimodalError, TimeoutError, type CallOptions } from '@bimodal/auth-core';
import { milliseconds, ownCopy } from '@bimodal/auth-core/internal';
import { RunTimeoutError } from '../errors/run-timeout-error.ts';
import type { ReportRun } from '../gen/models.ts';
import { hasEnded } from './final.ts';
import type { WaitOptions } from './options.ts';
import { pollInterval } from './poll-interval.ts';
import { patience } from './patience.ts';
import { wait } from './wait.ts';

const defaultTimeout = 600_000;
const defaultInterval = 500;
/** Milliseconds for one look, the usual timeout of a call. */
const lookTimeout = 60_000;
/** Looks that may fail in passing, one after the other, before the failure is the caller's. */
const failuresInARow = 5;

/** One wait for one run: a single deadline over everything that it sends. */
export class RunWait {
  /** The method that was called. */
  readonly operation: string;
  readonly #options: WaitOptions;
  readonly #timeout: number;
  readonly #interval: number;
  readonly #began = performance.now();

  /** @throws InputError for times that cannot be. */
  constructor(operation: string, options: WaitOptions) {
    this.operation = operation;
    // By own keys: what a polluted prototype says is nobody's option.
    this.#options = ownCopy(options);
    this.#timeout = patience(this.#options.timeout ?? defaultTimeout);
    this.#interval = milliseconds('pollInterval', this.#options.pollInterval ?? defaultInterval);
  }

  /** Options for one call of this wait, which gets no more time than is left. */
  callOptions(): CallOptions {
    const { pollInterval: _interval, onProgress: _onProgress, ...options } = this.#options;
    return { ...options, timeout: Math.max(1, Math.min(lookTimeout, this.#left)) };
  }

  /** Looks until the run ends. `known` is the run as last told, where it was. */
  async untilEnd(look: () => Promise<ReportRun>, known?: ReportRun): Promise<ReportRun> {
    let run = known ?? (await look());
    this.#tell(run, 0);
    let failures = 0;
    for (let attempt = 0; !hasEnded(run); attempt += 1) {
      await this.#pause(run, attempt);
      try {
        run = await look();
        failures = 0;
      } catch (error) {
        failures += 1;
        if (this.#left <= 0 && TimeoutError.isInstance(error)) throw this.#timeoutError(run, error);
        if (!isPassing(error) || failures >= failuresInARow) throw error;
        continue;
      }
      this.#tell(run, attempt + 1);
    }
    return run;
  }

  get #elapsed(): number {
    return performance.now() - this.#began;
  }

  get #left(): number {
    return this.#timeout - this.#elapsed;
  }

  async #pause(run: ReportRun, attempt: number): Promise<void> {
    const interval = pollInterval(this.#interval, attempt);
    await wait(Math.max(0, Math.min(interval, this.#left)), this.#options.signal);
    if (this.#left <= 0) throw this.#timeoutError(run);
  }

  #tell(run: ReportRun, attempt: number): void {
    this.#options.onProgress?.({ run, state: run.state, elapsed: this.#elapsed, attempt });
  }

  #timeoutError(run: ReportRun, cause?: unknown): RunTimeoutError {
    return new RunTimeoutError(run, { operation: this.operation, timeout: this.#timeout, cause });
  }
}

/** A look may fail in passing without the run having failed: a timeout, a lost connection, a busy platform. */
function isPassing(error: unknown): boolean {
  return TimeoutError.isInstance(error) || (BimodalError.isInstance(error) && error.retryable);
}
