import type {
  DiscoveryChart,
  DiscoveryCollection,
  DiscoveryMember,
  DiscoveryQuery,
  DiscoveryReport,
  ListDiscoveryChartsInput,
  ListDiscoveryCollectionsInput,
  ListDiscoveryMembersInput,
  ListDiscoveryQueriesInput,
  ListDiscoveryReportsInput,
} from '../gen/models.ts';
import { stepsInCollection, type CrawlPlan } from './plan.ts';
import { stepReader, type StepReader } from './step-reader.ts';

/** What a crawl reads from the Discovery API, by operation. */
export const discoveryReaders: Readonly<Record<string, StepReader>> = {
  'discovery.listCollections': stepReader<DiscoveryCollection, ListDiscoveryCollectionsInput>({
    list: (mode, input, options) => mode.discovery.listCollections(input, options),
    find: (collection, _input, plan, { leaf }) =>
      lies(collection.token, plan)
        ? {
            kind: 'collections',
            token: collection.token,
            item: { type: 'collection', collection },
            steps: leaf === true ? [] : stepsInCollection(plan, collection.token),
          }
        : undefined,
  }),
  'discovery.listReports': stepReader<DiscoveryReport, ListDiscoveryReportsInput>({
    list: (mode, input, options) => mode.discovery.listReports(input, options),
    find: (report, _input, plan) =>
      lies(report.space_token, plan)
        ? { kind: 'reports', token: report.token, item: { type: 'report', report } }
        : undefined,
  }),
  'discovery.listQueries': stepReader<DiscoveryQuery, ListDiscoveryQueriesInput>({
    list: (mode, input, options) => mode.discovery.listQueries(input, options),
    find: (query, _input, plan) =>
      lies(query.space_token, plan)
        ? { kind: 'queries', token: query.token, item: { type: 'query', query } }
        : undefined,
  }),
  'discovery.listCharts': stepReader<DiscoveryChart, ListDiscoveryChartsInput>({
    list: (mode, input, options) => mode.discovery.listCharts(input, options),
    find: (chart, _input, plan) =>
      lies(chart.space_token, plan)
        ? { kind: 'charts', token: chart.token, item: { type: 'chart', chart } }
        : undefined,
  }),
  'discovery.listMembers': stepReader<DiscoveryMember, ListDiscoveryMembersInput>({
    list: (mode, input, options) => mode.discovery.listMembers(input, options),
    find: (membership) => ({
      kind: 'memberships',
      token: membership.token ?? membership.member_token ?? JSON.stringify(membership),
      item: { type: 'membership', membership },
    }),
  }),
};

/** Whether something in a collection is part of the crawl. */
function lies(collection: string | null | undefined, { collections }: CrawlPlan): boolean {
  return collections === null || (collection != null && collections.includes(collection));
}
