import type {
  Chart,
  Collection,
  DataSource,
  Definition,
  GetCollectionInput,
  ListChartsInput,
  ListCollectionsInput,
  ListDataSourcesInput,
  ListDatasetsInCollectionInput,
  ListDefinitionsInput,
  ListMembershipsLiteInput,
  ListQueriesInput,
  ListReportsInCollectionInput,
  MembershipSummary,
  Query,
  Report,
} from '../gen/models.ts';
import { stepsInCollection } from './plan.ts';
import { foundReport } from './report-steps.ts';
import { stepReader, type StepReader } from './step-reader.ts';

/** What a crawl reads over REST, by operation. */
export const restReaders: Readonly<Record<string, StepReader>> = {
  'collections.list': stepReader<Collection, ListCollectionsInput>({
    list: (mode, input, options) => mode.collections.list(input, options),
    find: (collection, _input, plan) => ({
      kind: 'collections',
      token: collection.token,
      item: { type: 'collection', collection },
      steps: stepsInCollection(plan, collection.token),
    }),
  }),
  'collections.get': stepReader<Collection, GetCollectionInput>({
    list: async (mode, input, options) => {
      const collection = await mode.collections.get(input, options);
      return { items: [collection], next: undefined, data: collection };
    },
    find: (collection) => ({
      kind: 'collections',
      token: collection.token,
      item: { type: 'collection', collection },
    }),
  }),
  'reports.listInCollection': stepReader<Report, ListReportsInCollectionInput>({
    list: (mode, input, options) => mode.reports.listInCollection(input, options),
    find: (report, _input, plan) => foundReport(report, plan),
    uncounted: true,
  }),
  'datasets.listInCollection': stepReader<Report, ListDatasetsInCollectionInput>({
    list: (mode, input, options) => mode.datasets.listInCollection(input, options),
    find: (report, _input, plan) => foundReport(report, plan, true),
    uncounted: true,
  }),
  'queries.list': stepReader<Query, ListQueriesInput>({
    list: (mode, input, options) => mode.queries.list(input, options),
    find: (query, { report }, _plan, { leaf }) => ({
      kind: 'queries',
      token: query.token,
      item: { type: 'query', reportToken: report, query },
      steps: leaf === true ? [] : [{ operation: 'charts.list', input: { report, query: query.token } }],
    }),
  }),
  'charts.list': stepReader<Chart, ListChartsInput>({
    list: (mode, input, options) => mode.charts.list(input, options),
    find: (chart, { report, query }) => ({
      kind: 'charts',
      token: chart.token,
      item: { type: 'chart', reportToken: report, queryToken: query, chart },
    }),
  }),
  'dataSources.list': stepReader<DataSource, ListDataSourcesInput>({
    list: (mode, input, options) => mode.dataSources.list(input, options),
    find: (dataSource) => ({
      kind: 'dataSources',
      token: dataSource.token,
      item: { type: 'dataSource', dataSource },
    }),
  }),
  'definitions.list': stepReader<Definition, ListDefinitionsInput>({
    list: (mode, input, options) => mode.definitions.list(input, options),
    find: (definition) => ({
      kind: 'definitions',
      token: definition.token,
      item: { type: 'definition', definition },
    }),
  }),
  // The full list is refused to members in some workspaces; the short one takes any key, in one request.
  'memberships.listLite': stepReader<MembershipSummary, ListMembershipsLiteInput>({
    list: (mode, input, options) => mode.memberships.listLite(input, options),
    find: (membership) => ({
      kind: 'memberships',
      token: membership.member_token ?? membership.username ?? JSON.stringify(membership),
      item: { type: 'membership', membership },
    }),
  }),
};
