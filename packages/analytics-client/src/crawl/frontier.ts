import type { CrawlStep } from './crawl-step.ts';
import type { CrawlCheckpoint } from './options.ts';
import type { CrawlPlan } from './plan.ts';
import type { Found, StepPage } from './step-reader.ts';

/** The page that is being handed out. Its steps are open only once all of it is given: until then, it is asked for again. */
interface Current {
  readonly step: CrawlStep;
  readonly keys: string[];
  readonly given: Set<string>;
  readonly steps: CrawlStep[];
}

/** What later pages may repeat: what comes in lists of several pages. */
const repeatable = /^(?:collections|reports|datasets) /;

/** What of a crawl is still to be read, and what of it was seen. */
export class Frontier {
  readonly #plan: CrawlPlan;
  readonly #open: Set<CrawlStep>;
  readonly #seen: Set<string>;
  /** What pages gave that were not given whole before the checkpoint; others may hold the same. */
  readonly #given: ReadonlySet<string>;
  readonly #waiting: CrawlStep[];
  #current: Current | undefined;
  #pages: number;

  constructor({ plan, steps, seen, pages = 0 }: CrawlCheckpoint) {
    this.#pages = pages;
    this.#plan = plan;
    this.#seen = new Set(seen);
    this.#given = new Set(steps.flatMap(({ given = [] }) => given));
    this.#open = new Set(steps);
    this.#waiting = steps.toReversed();
  }

  /** How many steps wait to be taken. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The next step. The deepest first, so that few are open at once. */
  take(): CrawlStep | undefined {
    return this.#waiting.pop();
  }

  /** Takes a page in, and what it leads to. Of what it found, `give` tells what is new. */
  begin(step: CrawlStep, page: StepPage): void {
    this.#pages += 1;
    const next = nextOf(step, page);
    const steps = next === undefined ? [] : [next];
    const keys = new Set<string>();
    for (const found of page.found) {
      const key = keyOf(found);
      if (!this.#seen.has(key) && !keys.has(key)) steps.push(...(found.steps ?? []));
      keys.add(key);
    }
    this.#waiting.push(...steps);
    this.#current = { step, keys: [...keys], given: new Set(step.given), steps };
  }

  /** Whether an object of the page at hand is wanted and was not given before. From then on it was. */
  give(found: Found): boolean {
    const key = keyOf(found);
    const given = this.#current?.given;
    if (given === undefined || given.has(key) || this.#given.has(key) || this.#seen.has(key)) return false;
    given.add(key);
    return this.#plan.include.includes(found.kind);
  }

  /** All of the page at hand has been given. */
  finish(): void {
    if (this.#current === undefined) return;
    const { step, keys, steps } = this.#current;
    this.#current = undefined;
    this.#open.delete(step);
    for (const key of keys) this.#seen.add(key);
    for (const each of steps) this.#open.add(each);
  }

  checkpoint(): CrawlCheckpoint {
    const current = this.#current;
    const steps = [...this.#open].map((step) =>
      step === current?.step ? { ...step, given: [...current.given] } : step,
    );
    return {
      version: 1,
      plan: this.#plan,
      steps,
      seen: [...this.#seen].filter((key) => repeatable.test(key)),
      pages: this.#pages,
    };
  }
}

/**
 * The page after one, until there is none. A list without counters ends at a page that is empty, or the one before once
 * more; a short page is not the end, since the platform takes what the key may not see out of pages that it has cut.
 */
function nextOf({ operation, leaf, after }: CrawlStep, page: StepPage): CrawlStep | undefined {
  const repeated = page.rows > 0 && page.likeness === after;
  if (page.next === undefined || repeated || (page.uncounted && page.rows === 0)) return undefined;
  return { operation, input: page.next, ...(leaf && { leaf }), after: page.likeness };
}

function keyOf({ kind, token }: Found): string {
  return `${kind} ${token}`;
}
