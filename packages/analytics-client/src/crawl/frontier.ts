import type { CrawlStep } from './crawl-step.ts';
import type { CrawlCheckpoint } from './options.ts';
import { PageEnds } from './page-ends.ts';
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
  /** By operation: lists of another may have pages of another size. */
  readonly #ends = new Map<string, PageEnds>();
  #current: Current | undefined;
  #pages: number;

  constructor({ plan, steps, seen, pages = 0 }: CrawlCheckpoint) {
    this.#pages = pages;
    this.#plan = plan;
    this.#seen = new Set(seen);
    this.#given = new Set(steps.flatMap(({ given = [] }) => given));
    const known = steps.filter(({ short }) => short === undefined);
    this.#open = new Set(known);
    this.#waiting = known.toReversed();
    for (const step of steps) if (step.short !== undefined) this.#endsOf(step).sawShort(step.short, step);
  }

  /** How many steps wait to be taken. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The next step. The deepest first, so that few are open at once. */
  take(): CrawlStep | undefined {
    return this.#waiting.pop();
  }

  /** A step to be taken when no other is left or under way: whether a list really ended. */
  probe(): CrawlStep | undefined {
    for (const ends of this.#ends.values()) {
      const step = ends.probe();
      if (step === undefined) continue;
      this.#open.add(step);
      return step;
    }
    return undefined;
  }

  /** Takes a page in, and what it leads to. Of what it found, `give` tells what is new. */
  begin(step: CrawlStep, page: StepPage): void {
    this.#pages += 1;
    // The last page again, which some servers answer past the end.
    const rows = page.last !== undefined && page.last === step.after ? 0 : page.rows;
    if (step.short !== undefined) this.#goOn(this.#endsOf(step).probed(rows, step.short));
    const next = this.#next(step, page, rows);
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
    const doubtful = [...this.#ends.values()].flatMap((ends) => ends.doubtful);
    return {
      version: 1,
      plan: this.#plan,
      steps: [...steps.map(withoutShort), ...doubtful],
      seen: [...this.#seen].filter((key) => repeatable.test(key)),
      pages: this.#pages,
    };
  }

  #next(step: CrawlStep, page: StepPage, rows: number): CrawlStep | undefined {
    const repeated = rows === 0 && page.rows > 0;
    if (page.next === undefined || repeated || (page.uncounted && rows === 0)) return undefined;
    const { operation, leaf } = step;
    const after = page.last;
    const next = { operation, input: page.next, ...(leaf && { leaf }), ...(after && { after }) };
    if (!page.uncounted) return next;
    const ends = this.#endsOf(step);
    if (ends.isFull(rows)) {
      ends.sawFull(rows);
      return next;
    }
    ends.sawShort(rows, next);
    return undefined;
  }

  #endsOf({ operation }: CrawlStep): PageEnds {
    const ends = this.#ends.get(operation) ?? new PageEnds();
    this.#ends.set(operation, ends);
    return ends;
  }

  #goOn(steps: readonly CrawlStep[]): void {
    for (const step of steps.map(withoutShort)) {
      this.#open.add(step);
      this.#waiting.push(step);
    }
  }
}

function keyOf({ kind, token }: Found): string {
  return `${kind} ${token}`;
}

/** A step that is to be read in any case. */
function withoutShort({ short: _, ...step }: CrawlStep): CrawlStep {
  return step;
}
