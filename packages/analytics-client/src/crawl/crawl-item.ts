import type {
  Chart,
  Collection,
  DataSource,
  Definition,
  DiscoveryChart,
  DiscoveryCollection,
  DiscoveryMember,
  DiscoveryQuery,
  DiscoveryReport,
  MembershipSummary,
  Query,
  Report,
} from '../gen/models.ts';

/** A page that could not be read. What comes after it, and what lies below it, was not read either. */
export interface CrawlFailure {
  readonly type: 'failure';
  /** Such as `queries.list`. */
  readonly operation: string;
  /** What the operation was asked with. */
  readonly input: object;
  /** What the call threw. */
  readonly error: unknown;
}

interface Dataset {
  readonly type: 'dataset';
  readonly dataset: Report;
}

interface DataSourceFound {
  readonly type: 'dataSource';
  readonly dataSource: DataSource;
}

interface DefinitionFound {
  readonly type: 'definition';
  readonly definition: Definition;
}

/** What a crawl comes across. */
export type CrawlItem =
  | { readonly type: 'collection'; readonly collection: Collection }
  | { readonly type: 'report'; readonly report: Report }
  | { readonly type: 'query'; readonly reportToken: string; readonly query: Query }
  | {
      readonly type: 'chart';
      readonly reportToken: string;
      readonly queryToken: string;
      readonly chart: Chart;
    }
  | { readonly type: 'membership'; readonly membership: MembershipSummary }
  | Dataset
  | DataSourceFound
  | DefinitionFound
  | CrawlFailure;

/** What a crawl comes across that reads the Discovery API: what that API has as it tells of it, the rest as REST does. */
export type DiscoveryCrawlItem =
  | { readonly type: 'collection'; readonly collection: DiscoveryCollection }
  | { readonly type: 'report'; readonly report: DiscoveryReport }
  | { readonly type: 'query'; readonly query: DiscoveryQuery }
  | { readonly type: 'chart'; readonly chart: DiscoveryChart }
  | { readonly type: 'membership'; readonly membership: DiscoveryMember }
  | Dataset
  | DataSourceFound
  | DefinitionFound
  | CrawlFailure;

/** Either kind of item. */
export type AnyCrawlItem = CrawlItem | DiscoveryCrawlItem;
