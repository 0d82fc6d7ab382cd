import type { CrawlStep } from './crawl-step.ts';
import type { CrawlKind } from './options.ts';
import { stepsInCollection, wants, type CrawlPlan } from './plan.ts';

/** Where a crawl begins. */
export function firstSteps(plan: CrawlPlan): CrawlStep[] {
  const all = { include_spaces: 'all' };
  const one = (kind: CrawlKind, operation: string, input: object = {}): CrawlStep[] =>
    wants(plan, kind) ? [{ operation, input }] : [];
  return [
    ...collectionSteps(plan),
    ...one('dataSources', 'dataSources.list'),
    ...one('definitions', 'definitions.list'),
    ...(plan.discovery
      ? [
          ...one('reports', 'discovery.listReports', all),
          ...one('queries', 'discovery.listQueries', all),
          ...one('charts', 'discovery.listCharts', all),
          ...one('memberships', 'discovery.listMembers'),
        ]
      : one('memberships', 'memberships.listLite')),
  ];
}

function collectionSteps(plan: CrawlPlan): CrawlStep[] {
  const operation = plan.discovery ? 'discovery.listCollections' : 'collections.list';
  const input = plan.discovery ? {} : { filter: 'all', per_page: 30 };
  const given = plan.collections?.flatMap((collection) => stepsInCollection(plan, collection));
  if (given === undefined) {
    const leadsOn = stepsInCollection(plan, '').length > 0;
    return wants(plan, 'collections') || leadsOn ? [{ operation, input }] : [];
  }
  if (!wants(plan, 'collections')) return given;
  // A thousand come in one page of Discovery; over REST, those that were named are asked for one by one.
  const named = (plan.collections ?? []).map((collection) => ({
    operation: 'collections.get',
    input: { collection },
  }));
  return [...given, ...(plan.discovery ? [{ operation, input, leaf: true }] : named)];
}
