import type { CallOptions, ListPage } from '@bimodal/auth-core';
import type { Discovery } from '../resources/discovery.ts';
import type { Resources } from '../resources/resources.ts';
import type { AnyCrawlItem } from './crawl-item.ts';
import type { CrawlStep } from './crawl-step.ts';
import type { CrawlKind } from './options.ts';
import type { CrawlPlan } from './plan.ts';

/** What a crawl reads from: a client. */
export type CrawlSource = Resources & { readonly discovery: Discovery };

/** One object of a page, and the pages that it leads to. */
export interface Found {
  readonly kind: CrawlKind;
  /** Names it among its kind. */
  readonly token: string;
  readonly item: AnyCrawlItem;
  readonly steps?: readonly CrawlStep[];
}

/** One page that was read. */
export interface StepPage {
  readonly found: readonly Found[];
  readonly rows: number;
  /** How many objects it has, the first and the last: two pages that are alike in this are one page. */
  readonly likeness: string;
  readonly next: object | undefined;
  /** Whether only its rows tell where its list ends. */
  readonly uncounted: boolean;
}

/** Reads the page of a step. */
export type StepReader = (
  source: CrawlSource,
  step: CrawlStep,
  plan: CrawlPlan,
  options: CallOptions,
) => Promise<StepPage>;

/** How the pages of one operation are read. */
interface Reading<T, I extends object> {
  readonly list: (source: CrawlSource, input: I, options: CallOptions) => PromiseLike<ListPage<T, I>>;
  /** What an object is to the crawl; undefined where it lies outside of it. */
  readonly find: (item: T, input: I, plan: CrawlPlan, step: CrawlStep) => Found | undefined;
  readonly uncounted?: boolean;
}

/** Makes the reader of an operation. */
export function stepReader<T, I extends object>({
  list,
  find,
  uncounted = false,
}: Reading<T, I>): StepReader {
  return async (source, step, plan, options) => {
    // A step's input is what the operation's own list gave, or a first step: it has the operation's type.
    const input = step.input as I;
    const { items, next } = await list(source, input, options);
    const found = items
      .map((item) => find(item, input, plan, step))
      .filter((one): one is Found => one !== undefined);
    const likeness = [items.length, found[0]?.token, found.at(-1)?.token].join(' ');
    return { found, rows: items.length, likeness, next, uncounted };
  };
}
