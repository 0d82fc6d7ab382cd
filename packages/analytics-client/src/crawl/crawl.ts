import { InputError } from '@bimodal/auth-core';
import { checkOptionNames, ownCopy } from '@bimodal/auth-core/internal';
import type { AnyCrawlItem, CrawlItem } from './crawl-item.ts';
import { firstCheckpoint } from './first-checkpoint.ts';
import { Frontier } from './frontier.ts';
import type { CrawlCheckpoint, CrawlOptions, CrawlProgress } from './options.ts';
import { planOf } from './plan.ts';
import { StepRunner } from './step-runner.ts';
import type { CrawlSource } from './step-reader.ts';

const optionNames: Readonly<Record<keyof CrawlOptions, true>> = {
  include: true,
  collections: true,
  discovery: true,
  concurrency: true,
  checkpoint: true,
  signal: true,
  onProgress: true,
};

/**
 * A crawl: iterating it gives every object once, in no certain order, and failures among them. It sends nothing until it is
 * iterated. Left early, it goes on where it stopped when iterated again; once it has ended, iterating it again tries what
 * failed.
 */
export class Crawl<T extends AnyCrawlItem = CrawlItem> implements AsyncIterable<T> {
  readonly #source: CrawlSource;
  readonly #options: CrawlOptions;
  readonly #concurrency: number;
  #checkpoint: CrawlCheckpoint;
  #frontier: Frontier | undefined;

  /** @throws InputError for options that cannot be, or a checkpoint of a crawl of something else. */
  constructor(source: CrawlSource, given: CrawlOptions) {
    // By own keys: a prototype polluted later changes no crawl.
    const options = ownCopy(given);
    checkOptionNames(options, optionNames, 'a crawl');
    this.#source = source;
    this.#options = options;
    this.#concurrency = options.concurrency ?? 5;
    if (!Number.isSafeInteger(this.#concurrency) || this.#concurrency < 1) {
      throw new InputError('`concurrency` must be a whole number, 1 or more.');
    }
    this.#checkpoint = firstCheckpoint(planOf(options), options.checkpoint);
  }

  /**
   * Where the crawl stands, as plain JSON: to be kept, and passed as `checkpoint` to a crawl of the same. What was given
   * before it is not given again. Pages that failed are in it, to be tried again.
   */
  checkpoint(): CrawlCheckpoint {
    return this.#frontier?.checkpoint() ?? this.#checkpoint;
  }

  /** @throws InputError while another iteration is under way; what `signal` says when it aborts. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    if (this.#frontier !== undefined) throw new InputError('This crawl is being iterated already.');
    const frontier = new Frontier(this.#checkpoint);
    this.#frontier = frontier;
    const { plan } = this.#checkpoint;
    const { signal, onProgress } = this.#options;
    const runner = new StepRunner(this.#source, plan, frontier, this.#concurrency, signal);
    const counts = { pages: 0, objects: 0, failures: 0 };
    const tell = (): CrawlProgress => ({ ...counts, pending: frontier.waiting + runner.running });
    try {
      for (let settled = await runner.next(); settled !== undefined; settled = await runner.next()) {
        counts.pages += 1;
        const { step } = settled;
        if (settled.page === undefined) {
          counts.failures += 1;
          const { operation, input } = step;
          yield { type: 'failure', operation, input, error: settled.error } as T;
        } else {
          frontier.begin(step, settled.page);
          runner.fill();
          for (const found of settled.page.found) {
            if (!frontier.give(found)) continue;
            counts.objects += 1;
            // The plan decides between the two kinds of items, and `crawl` says which are given.
            yield found.item as T;
          }
          frontier.finish();
        }
        onProgress?.(tell());
      }
    } finally {
      runner.stop();
      this.#checkpoint = frontier.checkpoint();
      this.#frontier = undefined;
    }
  }
}
