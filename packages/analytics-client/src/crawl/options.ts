import type { CrawlStep } from './crawl-step.ts';

/** Every kind of object that a crawl reads. */
export const crawlKinds = [
  'collections',
  'reports',
  'queries',
  'charts',
  'datasets',
  'dataSources',
  'definitions',
  'memberships',
] as const;

/** A kind of object that a crawl reads. */
export type CrawlKind = (typeof crawlKinds)[number];

/** What a crawl is to read, and how. */
export interface CrawlOptions {
  /**
   * The kinds to give (default: all). What leads to them is read too, and not given: `['queries']` lists collections and
   * reports on its way.
   */
  readonly include?: readonly CrawlKind[] | undefined;
  /** Tokens of the collections to keep to (default: all that the key sees). Kinds that lie in no collection stay whole. */
  readonly collections?: readonly string[] | undefined;
  /** Read from the Discovery API what it has: few requests, about a day old, for an admin's key on the Enterprise plan. */
  readonly discovery?: boolean | undefined;
  /** Requests under way at once (default 5). The client's `limiter` holds besides. */
  readonly concurrency?: number | undefined;
  /** Where to go on from: what `checkpoint()` of a crawl of the same `include`, `collections` and `discovery` gave. */
  readonly checkpoint?: CrawlCheckpoint | undefined;
  /** Aborts the crawl; the iteration rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each page. What it throws ends the iteration. */
  readonly onProgress?: ((progress: CrawlProgress) => void) | undefined;
}

/** How far this iteration of a crawl has come. */
export interface CrawlProgress {
  /** Pages asked for so far, failures among them; retries of the engine are not counted. */
  readonly pages: number;
  /** Pages known of and not yet read; it grows while more are found. */
  readonly pending: number;
  /** Objects given so far. */
  readonly objects: number;
  /** Pages that could not be read. */
  readonly failures: number;
}

/** The state of a crawl, as plain JSON. */
export interface CrawlCheckpoint {
  readonly version: 1;
  /** What was asked for; resuming asks for the same. */
  readonly plan: {
    readonly include: readonly CrawlKind[];
    readonly collections: readonly string[] | null;
    readonly discovery: boolean;
  };
  /** What is still to be read, failed pages among it; empty when all is done. */
  readonly steps: readonly CrawlStep[];
  /** Collections, reports and datasets already given, which later pages may repeat. */
  readonly seen: readonly string[];
  /** Pages read so far, over all iterations. */
  readonly pages?: number | undefined;
}
