import { InputError } from '@bimodal/auth-core';
import { firstSteps } from './first-steps.ts';
import type { CrawlCheckpoint } from './options.ts';
import type { CrawlPlan } from './plan.ts';
import { readerOf } from './readers.ts';

/**
 * Where a crawl begins: at the checkpoint that it was given, or at the start.
 *
 * @throws InputError for a checkpoint of another plan, or one that this version cannot read.
 */
export function firstCheckpoint(plan: CrawlPlan, given: CrawlCheckpoint | undefined): CrawlCheckpoint {
  if (given === undefined) return { version: 1, plan, steps: firstSteps(plan), seen: [] };
  if (given.version !== 1 || !isList(given.steps) || !isList(given.seen)) {
    throw new InputError('`checkpoint` is not one that this version of the crawl wrote.');
  }
  const { include, collections, discovery } = given.plan;
  if (JSON.stringify({ include, collections, discovery }) !== JSON.stringify(plan)) {
    throw new InputError(
      '`checkpoint` is of a crawl of something else: pass the same `include`, `collections` and `discovery` as then.',
    );
  }
  for (const { operation } of given.steps) readerOf(operation);
  // A copy: what becomes of the caller's object is the caller's business.
  return structuredClone({ ...given, plan });
}

/** `Array.isArray` alone would make a list of anything of what has a type. */
function isList(value: unknown): boolean {
  return Array.isArray(value);
}
