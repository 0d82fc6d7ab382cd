import type { CrawlStep } from './crawl-step.ts';
import type { Frontier } from './frontier.ts';
import type { CrawlPlan } from './plan.ts';
import { readerOf } from './readers.ts';
import type { CrawlSource, StepPage } from './step-reader.ts';

/** A step that was taken: its page, or why there is none. */
interface Settled {
  readonly step: CrawlStep;
  readonly page: StepPage | undefined;
  readonly error: unknown;
}

/** Takes the steps of a frontier, several at once. Pages wait to be taken up, so that there are never more of them than that. */
export class StepRunner {
  readonly #source: CrawlSource;
  readonly #plan: CrawlPlan;
  readonly #frontier: Frontier;
  readonly #concurrency: number;
  readonly #signal: AbortSignal | undefined;
  readonly #stop = new AbortController();
  readonly #done: Settled[] = [];
  #running = 0;
  #wake = (): void => {};

  constructor(
    source: CrawlSource,
    plan: CrawlPlan,
    frontier: Frontier,
    concurrency: number,
    signal: AbortSignal | undefined,
  ) {
    this.#source = source;
    this.#plan = plan;
    this.#frontier = frontier;
    this.#concurrency = concurrency;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#abort);
  }

  /** How many steps are under way, or done and not taken up. */
  get running(): number {
    return this.#running;
  }

  /** Begins as many steps as may be under way at once. */
  fill(): void {
    while (this.#running < this.#concurrency) {
      const step = this.#frontier.take();
      if (step === undefined) return;
      this.#begin(step);
    }
  }

  /**
   * The next step that is done, or undefined when all are.
   *
   * @throws what the signal says once it is aborted.
   */
  async next(): Promise<Settled | undefined> {
    this.#signal?.throwIfAborted();
    this.fill();
    if (this.#running === 0) return undefined;
    if (this.#done.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#signal?.throwIfAborted();
    this.#running -= 1;
    return this.#done.shift();
  }

  /** Aborts what is under way. */
  stop(): void {
    this.#signal?.removeEventListener('abort', this.#abort);
    this.#stop.abort();
  }

  readonly #abort = (): void => this.#stop.abort(this.#signal?.reason);

  #begin(step: CrawlStep): void {
    this.#running += 1;
    void this.#read(step).then((settled) => {
      this.#done.push(settled);
      this.#wake();
    });
  }

  async #read(step: CrawlStep): Promise<Settled> {
    try {
      const read = readerOf(step.operation);
      const page = await read(this.#source, step, this.#plan, { signal: this.#stop.signal });
      return { step, page, error: undefined };
    } catch (error) {
      return { step, page: undefined, error };
    }
  }
}
