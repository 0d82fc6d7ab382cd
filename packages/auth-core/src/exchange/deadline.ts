import type { TimeLimit } from '../transport/time-limit.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import type { CallFacts } from '../errors/bimodal-error.ts';
import { longestTimer } from '../checks/numbers.ts';

/**
 * The one deadline of a call, and the caller's abort: one timer and at most one listener, whatever the call does. What
 * is under way registers how to cancel it; `end()` leaves nothing behind.
 */
export class Deadline implements TimeLimit {
  /** When it passes, by `performance.now()`. */
  readonly at: number;
  readonly #timeout: number;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #facts: () => CallFacts;
  #listener: (() => void) | undefined;
  #cancel: ((reason: unknown) => void) | undefined;
  #waits: Set<(reason: unknown) => void> | undefined;
  #passed = false;
  #reason: unknown;

  constructor(timeout: number, signal: AbortSignal | undefined, facts: () => CallFacts) {
    this.#timeout = timeout;
    this.#facts = facts;
    this.#signal = signal;
    this.at = performance.now() + timeout;
    this.#timer = setTimeout(() => this.#pass(this.#timeoutError()), timeout);
    if (signal === undefined) return;
    if (signal.aborted) {
      this.#pass(signal.reason);
    } else {
      this.#listener = () => this.#pass(signal.reason);
      signal.addEventListener('abort', this.#listener);
    }
  }

  /** Throws the timeout, or the caller's own reason, where one has come to pass. */
  check(): void {
    if (this.#passed) throw this.#reason;
  }

  /** Says how to cancel what is under way; replaces what was said before. Cancels at once if it is too late. */
  guard(cancel: (reason: unknown) => void): void {
    if (this.#passed) cancel(this.#reason);
    else this.#cancel = cancel;
  }

  release(): void {
    this.#cancel = undefined;
  }

  /** Milliseconds left. */
  get left(): number {
    return Math.max(0, this.at - performance.now());
  }

  /** Whether a wait of so many milliseconds would end in time. */
  fits(wait: number): boolean {
    return wait < this.left;
  }

  /** Waits, also inside another wait; rejects when the deadline passes or the caller aborts meanwhile. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => {
          left();
          resolve();
        },
        Math.min(milliseconds, longestTimer),
      );
      const left = this.#waiting((reason) => {
        clearTimeout(timer);
        reject(reason);
      });
    });
  }

  /** Waits for somebody else's promise, no longer than the deadline; the other may wait by the same deadline. */
  within<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const left = this.#waiting(reject);
      promise.then(
        (value) => {
          left();
          resolve(value);
        },
        (error: unknown) => {
          left();
          reject(error);
        },
      );
    });
  }

  /** Ends it: no timer and no listener stays behind. */
  end(): void {
    clearTimeout(this.#timer);
    if (this.#listener !== undefined) this.#signal?.removeEventListener('abort', this.#listener);
    this.#cancel = undefined;
  }

  #pass(reason: unknown): void {
    if (this.#passed) return;
    this.#passed = true;
    this.#reason = reason;
    const cancel = this.#cancel;
    const waits = this.#waits;
    this.end();
    cancel?.(reason);
    for (const stop of waits ?? []) stop(reason);
  }

  #waiting(stop: (reason: unknown) => void): () => void {
    if (this.#passed) {
      stop(this.#reason);
      return () => undefined;
    }
    const waits = (this.#waits ??= new Set());
    waits.add(stop);
    return () => waits.delete(stop);
  }

  #timeoutError(): TimeoutError {
    const facts = this.#facts();
    // What is left of a longer wait is a fraction.
    const timeout = Math.ceil(this.#timeout);
    const sent = facts.attempts
      ? `after ${facts.attempts} attempt${facts.attempts === 1 ? '' : 's'}`
      : 'before it was sent';
    return new TimeoutError(
      `${facts.operation ?? 'The call'} did not finish within ${timeout} ms (${sent}). Pass a longer \`timeout\`, or ask for less.`,
      { ...facts, timeout },
    );
  }
}
