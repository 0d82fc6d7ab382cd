import type { CrawlItem, CrawlOptions, DiscoveryCrawlItem } from '../src/index.ts';
import { report, type MadeWorkspace } from './crawl-workspace.ts';
import type { PlatformServer } from './platform-server.ts';

/** Says what an item is, in a word or two. */
export function nameOf(item: CrawlItem | DiscoveryCrawlItem): string {
  switch (item.type) {
    case 'collection':
      return `collection ${item.collection.token}`;
    case 'report':
      return `report ${item.report.token}`;
    case 'query':
      return `query ${item.query.token}`;
    case 'chart':
      return `chart ${item.chart.token}`;
    case 'dataset':
      return `dataset ${item.dataset.token}`;
    case 'dataSource':
      return `dataSource ${item.dataSource.token}`;
    case 'definition':
      return `definition ${item.definition.token}`;
    case 'membership':
      return `membership ${item.membership.member_token}`;
    case 'failure':
      return `failure ${item.operation} ${JSON.stringify(item.input)}`;
  }
}

/** Everything that a crawl gives, by name, in order. */
export async function names(items: AsyncIterable<CrawlItem | DiscoveryCrawlItem>): Promise<string[]> {
  const found: string[] = [];
  for await (const item of items) found.push(nameOf(item));
  return found.toSorted();
}

/** What a crawl of a server gives. */
export async function crawlAll(server: PlatformServer, options: CrawlOptions & { discovery?: false } = {}) {
  await using mode = server.client();
  return await names(mode.crawl(options));
}

/** A workspace with a few of everything. */
export const small: MadeWorkspace = {
  reports: { c1: [report('r1', 2, 1), report('r2', 1)], c2: [report('r3')] },
  datasets: { c2: [{ token: 's1', queries: { sq: [] }, counts: true }] },
};
/** What a crawl of it gives. */
export const everything = [
  'chart r1-q0-c0',
  'chart r1-q1-c0',
  'collection c1',
  'collection c2',
  'dataSource d1',
  'dataset s1',
  'definition f1',
  'membership m1',
  'query r1-q0',
  'query r1-q1',
  'query r2-q0',
  'query sq',
  'report r1',
  'report r2',
  'report r3',
];
