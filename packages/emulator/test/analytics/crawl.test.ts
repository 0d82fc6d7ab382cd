import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { CrawlItem, CrawlOptions, DiscoveryCrawlItem } from '@bimodal/analytics-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { send } from '../calling.ts';
import { clientOf } from './emulated-client.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
});
afterEach(() => emulator.faults.clear());
afterAll(() => emulator.close());

type Item = CrawlItem | DiscoveryCrawlItem;

/** What names an object among its kind. */
function tokenOf(item: Item): string {
  switch (item.type) {
    case 'membership':
      return item.membership.member_token ?? '';
    case 'failure':
      return `${item.operation} ${JSON.stringify(item.input)}`;
    case 'dataSource':
      return item.dataSource.token;
    case 'collection':
      return item.collection.token;
    case 'report':
      return item.report.token;
    case 'dataset':
      return item.dataset.token;
    case 'definition':
      return item.definition.token;
    case 'query':
      return item.query.token;
    case 'chart':
      return item.chart.token;
  }
}

const nameOf = (item: Item): string => `${item.type} ${tokenOf(item)}`;

async function crawled(options: CrawlOptions & { discovery?: false } = {}, of = emulator): Promise<Item[]> {
  await using mode = clientOf(of);
  const items: Item[] = [];
  for await (const item of mode.crawl(options)) items.push(item);
  return items;
}

function count(items: readonly Item[]): Record<string, number> {
  const types = items.map(({ type }) => type);
  return Object.fromEntries(
    [...new Set(types)].map((type) => [type, types.filter((each) => each === type).length]),
  );
}

/** A page for every list, and one after each full one: with 30 rows on it, no client knows that it is the last. */
const pages = (rows: number): number => Math.floor(rows / 30) + 1;

/**
 * The requests that a crawl of everything cannot do without: the pages of the lists that are asked for. Collections are
 * counted, so that their last page is known; queries are asked for where a report says that it has some, charts where it
 * says so.
 */
function least(items: readonly Item[]): number {
  const collections = items.flatMap((item) => (item.type === 'collection' ? [item.collection.token] : []));
  const reports = items.flatMap((item) =>
    item.type === 'report' ? [item.report] : item.type === 'dataset' ? [item.dataset] : [],
  );
  const queries = items.flatMap((item) => (item.type === 'query' && 'reportToken' in item ? [item] : []));
  const charted = new Set(
    reports.flatMap((report) => ('chart_count' in report && report.chart_count ? [report.token] : [])),
  );
  const rowsIn = (type: string, collection: string): number =>
    items.filter((item) =>
      item.type === 'report'
        ? type === 'report' && item.report.space_token === collection
        : item.type === 'dataset' && type === 'dataset' && item.dataset.space_token === collection,
    ).length;
  const lists = collections.flatMap((token) => [rowsIn('report', token), rowsIn('dataset', token)]);
  return (
    Math.ceil(collections.length / 30) +
    lists.reduce((sum, rows) => sum + pages(rows), 0) +
    reports.filter((report) => 'query_count' in report && report.query_count !== 0).length +
    queries.filter(({ reportToken }) => charted.has(reportToken)).length +
    // Data sources, definitions, memberships.
    3
  );
}

describe('a crawl of the emulator', () => {
  test('gives each object once, in at most 1.1 times the least requests', async () => {
    const before = emulator.requestCount;
    const items = await crawled();
    const requests = emulator.requestCount - before;
    expect(new Set(items.map(nameOf)).size).toBe(items.length);
    expect(count(items)).toEqual({
      collection: 5,
      report: 69,
      dataset: 1,
      query: 71,
      chart: 2,
      dataSource: 1,
      definition: 1,
      membership: 2,
    });
    expect(requests).toBeGreaterThanOrEqual(least(items));
    expect(requests).toBeLessThanOrEqual(1.1 * least(items));
  });

  test('of a small workspace asks once more where nothing shows how many rows a page holds', async () => {
    await using own = await startEmulator({ strict: true });
    const { notes, analytics } = own.seeds.analytics.collections;
    await send(own, 'DELETE', `/api/acme/spaces/${notes}`);
    const everything = own.requestCount;
    const items = await crawled({}, own);
    expect(items.some(({ type }) => type === 'chart')).toBe(true);
    // After the longest list of reports, and after that of datasets.
    expect(own.requestCount - everything).toBe(least(items) + 2);
    for (const [include, requests] of [
      [['collections'], 1],
      [['dataSources'], 1],
      [['definitions', 'memberships'], 2],
      [['reports'], 2],
      [['datasets'], 2],
      [['reports', 'datasets'], 4],
      // The list of reports and what comes after it, and the queries of four of them.
      [['queries'], 6],
      // The list of reports and what comes after it, the queries of the two that have charts, and the charts of each query.
      [['charts'], 6],
    ] as const) {
      const before = own.requestCount;
      const found = await crawled(
        { include, collections: include.includes('collections' as never) ? undefined : [analytics] },
        own,
      );
      expect([include, found.length > 0, own.requestCount - before]).toEqual([include, true, requests]);
    }
  });

  test('gives failures beside the rest, and tries them again', async () => {
    const { failing, example } = emulator.seeds.analytics.reports;
    const all = (await crawled()).map(nameOf).toSorted();
    emulator.faults.set('one', { path: `/api/acme/reports/${failing}/queries`, status: 500 });
    emulator.faults.set('other', { operation: 'definitions.list', status: 403 });
    await using mode = clientOf(emulator, 'workspace', { retries: 0 });
    const crawl = mode.crawl();
    const items: Item[] = [];
    for await (const item of crawl) items.push(item);
    const failures = items.filter((item) => item.type === 'failure');
    expect(failures.map(nameOf).toSorted()).toEqual([
      'failure definitions.list {}',
      `failure queries.list {"report":"${failing}"}`,
    ]);
    expect(failures.map((item) => item.type === 'failure' && (item.error as Error).name).toSorted()).toEqual([
      'PermissionError',
      'ServerError',
    ]);
    expect(
      items.some((item) => item.type === 'query' && 'reportToken' in item && item.reportToken === example),
    ).toBe(true);
    emulator.faults.clear();
    for await (const item of crawl) items.push(item);
    const found = items.filter((item) => item.type !== 'failure').map(nameOf);
    expect(found.toSorted()).toEqual(all);
  });

  test('goes on from its checkpoint after it was killed, and gives each object once', async () => {
    const all = (await crawled()).map(nameOf).toSorted();
    const folder = await mkdtemp(join(tmpdir(), 'bimodal-crawl-'));
    const file = join(folder, 'checkpoint.json');
    const before = emulator.requestCount;
    const first = await crawlProcess(file, 60);
    const second = await crawlProcess(file, 40);
    const rest = await crawlProcess(file);
    expect([first.length, second.length]).toEqual([60, 40]);
    const found = [...first, ...second, ...rest];
    expect(found.toSorted()).toEqual(all);
    // Pages that were being read are read again, and nothing else.
    const items = await crawled();
    expect(emulator.requestCount - before).toBeLessThan(2 * 1.1 * least(items) + 12);
    await rm(folder, { recursive: true });
  });

  test('reads Discovery instead where told to: a request for each of its lists', async () => {
    await using mode = clientOf(emulator);
    const rest = await crawled();
    const before = emulator.requestCount;
    const items: Item[] = [];
    const include = ['collections', 'reports', 'queries', 'charts', 'memberships'] as const;
    for await (const item of mode.crawl({ discovery: true, include })) items.push(item);
    // Five lists, and the signature token.
    expect(emulator.requestCount - before).toBe(6);
    const kinds = ['report', 'query', 'chart', 'membership'];
    const wanted = rest.filter(({ type }) => kinds.includes(type));
    expect(count(items.filter(({ type }) => kinds.includes(type)))).toEqual(count(wanted));
    await mode.close();
    // It was deleted again.
    expect(emulator.requestCount - before).toBe(7);
  });
});

/** Crawls in a process of its own, which is killed after so many objects. */
async function crawlProcess(file: string, stop?: number): Promise<string[]> {
  const { workspace, keys } = emulator.seeds.analytics;
  const script = fileURLToPath(new URL('crawl-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, file, ...(stop === undefined ? [] : [String(stop)])], {
    env: {
      ...process.env,
      MODE_ANALYTICS_WORKSPACE: workspace,
      MODE_ANALYTICS_TOKEN: keys.workspace.token,
      MODE_ANALYTICS_SECRET: keys.workspace.secret,
      MODE_ANALYTICS_BASE_URL: emulator.url,
    },
  });
  const ended = once(child, 'close');
  const found: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    found.push(nameOf(JSON.parse(line.slice(line.indexOf(' ') + 1)) as Item));
    if (found.length === stop) child.kill('SIGKILL');
  }
  await ended;
  return found;
}
