import { InputError } from '@bimodal/auth-core';
import type { CrawlStep } from './crawl-step.ts';
import { crawlKinds, type CrawlCheckpoint, type CrawlKind, type CrawlOptions } from './options.ts';

/** What a crawl was asked for, as its checkpoint says it. */
export type CrawlPlan = CrawlCheckpoint['plan'];

/** @throws InputError for a kind that there is none of, or a collection without a token. */
export function planOf({ include, collections, discovery }: CrawlOptions): CrawlPlan {
  if (!isList(include)) throw new InputError("`include` is a list of kinds: ['reports', 'queries'].");
  if (!isList(collections)) throw new InputError('`collections` is a list of tokens.');
  const unknown = include?.find((kind) => !crawlKinds.includes(kind));
  if (unknown !== undefined) {
    throw new InputError(`A crawl cannot include "${unknown}". It knows ${crawlKinds.join(', ')}.`);
  }
  if (collections?.some((token) => typeof token !== 'string' || token === '') === true) {
    throw new InputError('`collections` holds something that is no token of a collection.');
  }
  return {
    // In their own order, so that two plans of the same kinds are the same text.
    include: crawlKinds.filter((kind) => include === undefined || include.includes(kind)),
    collections: collections === undefined ? null : [...new Set(collections)].toSorted(),
    discovery: discovery ?? false,
  };
}

function isList(given: unknown): boolean {
  return given === undefined || Array.isArray(given);
}

/** What the pages of a collection are, for what is wanted. */
export function stepsInCollection(plan: CrawlPlan, collection: string): CrawlStep[] {
  const reports = !plan.discovery && wants(plan, 'reports', 'queries', 'charts');
  return [
    ...(reports ? [{ operation: 'reports.listInCollection', input: { collection } }] : []),
    ...(wants(plan, 'datasets') ? [{ operation: 'datasets.listInCollection', input: { collection } }] : []),
  ];
}

/** Whether any of the kinds is wanted. */
export function wants(plan: CrawlPlan, ...kinds: readonly CrawlKind[]): boolean {
  return kinds.some((kind) => plan.include.includes(kind));
}
