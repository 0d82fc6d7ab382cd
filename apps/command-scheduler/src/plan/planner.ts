import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../log.ts';
import { planDue, type Planning } from './plan-due.ts';

/** Milliseconds between looks at what is due. */
const interval = 500;
/** Milliseconds without a look at what is due after which something is wrong. */
const patience = 30_000;

/** Plans what comes due, until it is stopped. */
export class Planner {
  readonly #planning: Planning;
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;
  #lastLook = performance.now();

  constructor(planning: Planning) {
    this.#planning = planning;
    this.#done = this.#run();
  }

  /** Whether it has lately been able to see what is due. */
  get isHealthy(): boolean {
    return performance.now() - this.#lastLook < patience;
  }

  /** Lets what it is about finish. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    let isFailing = false;
    while (!signal.aborted) {
      try {
        while ((await planDue(this.#planning)) && !signal.aborted);
        this.#lastLook = performance.now();
        if (isFailing) this.#planning.log('info', 'What is due is planned again.');
        isFailing = false;
      } catch (error) {
        // The database may be away for hours; it is said once.
        if (!isFailing)
          this.#planning.log('error', 'What is due could not be planned.', { error: messageOf(error) });
        isFailing = true;
      }
      await sleep(interval, undefined, { signal }).catch(() => undefined);
    }
  }
}
