import { SqlError, type SqlErrorCode } from '../sql-error.ts';
import type { Slots } from '../slots.ts';
import type { Child } from './child.ts';
import { giveBack, takeChild } from './children.ts';
import type { Answer, Report, Task } from './task.ts';

/** What a task may take. */
export interface Bounds {
  /** Milliseconds, from the moment when the child has loaded what it needs to the last answer. */
  readonly time: number;
  /** Bytes of the child's whole memory. */
  readonly rss: number;
  /** What is bounded, as errors begin: `The query`. */
  readonly what: string;
  /** The code of such errors. */
  readonly code: SqlErrorCode;
}

/** Milliseconds that a child has to end a task that is not wanted any more. */
const GRACE_MS = 1000;
/** Milliseconds that a child has to load what it needs, on a machine that has much else to do. */
const START_MS = 60_000;

/** Waits for a place among those that work at once, and begins. @throws the signal's reason where it aborts first */
export async function beginWork(
  task: Task,
  bounds: Bounds,
  slots: Slots,
  signal: AbortSignal | undefined,
): Promise<Work> {
  const release = await slots.acquire(signal);
  try {
    signal?.throwIfAborted();
    const work = new Work(task, bounds);
    void work.finished.then(release);
    return work;
  } catch (error) {
    release();
    throw error;
  }
}

/** A task in a child of its own. Whatever becomes of the child, the task ends, and nothing else notices. */
export class Work {
  /** Resolves when the child is free or gone. */
  readonly finished: Promise<void>;
  readonly #child: Child;
  readonly #arrived: Exclude<Report, { readonly begun: true }>[] = [];
  readonly #bounds: Bounds;
  #wake: (() => void) | undefined;
  #isFinished = false;
  #isUnwanted = false;

  constructor(task: Task, bounds: Bounds) {
    this.#bounds = bounds;
    this.#child = takeChild();
    let timer = this.#killAfter(START_MS);
    this.finished = new Promise((resolve) => {
      const finish = (report: Report): void => {
        if ('begun' in report) {
          clearTimeout(timer);
          timer = this.#killAfter(bounds.time);
          return;
        }
        this.#arrived.push(report);
        if ('ended' in report && !this.#isFinished) {
          this.#isFinished = true;
          clearTimeout(timer);
          giveBack(this.#child, report.ended.rss);
          resolve();
        }
        this.#wake?.();
      };
      this.#child.wake(finish);
      void this.#child.died.then((death) => finish(this.#death(death)));
    });
    this.#child.send({ task, rss: bounds.rss });
  }

  /** The next answer; undefined after the last. @throws SqlError as the task failed */
  async next(): Promise<Answer | undefined> {
    for (let report = this.#arrived[0]; ; report = this.#arrived[0]) {
      if (report === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
      else if ('answer' in report) {
        this.#arrived.shift();
        // A child that has ended this task may have another one.
        if (!this.#isFinished) this.#child.send({ more: true });
        return report.answer;
      } else {
        const { failure } = report.ended;
        // Who ended it waits for nothing more: that it was cut short is no failure.
        if (failure === undefined || this.#isUnwanted) return undefined;
        throw new SqlError(failure.code, failure.message);
      }
    }
  }

  /** Ends the task where it stands, and resolves when that is done; a child that is deaf is killed. */
  async end(): Promise<void> {
    this.#isUnwanted = true;
    if (this.#isFinished) return;
    this.#child.send({ end: true });
    const timer = setTimeout(() => this.#child.kill(), GRACE_MS);
    await this.finished;
    clearTimeout(timer);
  }

  #killAfter(time: number): NodeJS.Timeout {
    return setTimeout(() => this.#child.kill(`takes longer than ${time / 1000} s, and was ended`), time);
  }

  #death(death: string): Report {
    const { what, code } = this.#bounds;
    return { ended: { failure: { code, message: `${what} ${death}.` }, rss: 0 } };
  }
}
