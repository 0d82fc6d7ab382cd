import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { CrawlItem, CrawlOptions, DiscoveryCrawlItem } from '../src/index.ts';
import { crawlServer, report, reports, type MadeWorkspace } from './crawl-workspace.ts';
import { json, type PlatformServer } from './platform-server.ts';

/** Says what an item is, in a word or two. */
function nameOf(item: CrawlItem | DiscoveryCrawlItem): string {
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

async function names(items: AsyncIterable<CrawlItem | DiscoveryCrawlItem>): Promise<string[]> {
  const found: string[] = [];
  for await (const item of items) found.push(nameOf(item));
  return found.toSorted();
}

async function crawlAll(server: PlatformServer, options: CrawlOptions & { discovery?: false } = {}) {
  await using mode = server.client();
  return await names(mode.crawl(options));
}

const small: MadeWorkspace = {
  reports: { c1: [report('r1', 2, 1), report('r2', 1)], c2: [report('r3')] },
  datasets: { c2: [{ token: 's1', queries: { sq: [] }, counts: true }] },
};
const everything = [
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

describe('a crawl', () => {
  it('gives everything once', async () => {
    await using server = await crawlServer(small);
    expect(await crawlAll(server)).toEqual(everything);
  });

  it('sends nothing until it is iterated', async () => {
    await using server = await crawlServer(small);
    await using mode = server.client();
    const crawl = mode.crawl();
    expect(crawl.checkpoint().steps).toHaveLength(4);
    expect(server.requests).toHaveLength(0);
  });

  it('gives what was asked for, and where it lies', async () => {
    await using server = await crawlServer(small);
    await using mode = server.client();
    const charts: CrawlItem[] = [];
    for await (const item of mode.crawl({ include: ['charts'], collections: ['c1'] })) charts.push(item);
    expect(charts).toContainEqual({
      type: 'chart',
      reportToken: 'r1',
      queryToken: 'r1-q0',
      chart: { token: 'r1-q0-c0' },
    });
    expect(charts).toHaveLength(2);
    // Reports of c1, queries of r1, charts of both, and whether the list of reports really ended.
    expect(server.requests).toHaveLength(5);
  });

  it.each([
    ['dataSources', 1],
    ['definitions', 1],
    ['memberships', 1],
    ['collections', 1],
  ] as const)('of %s alone asks %i time', async (kind, requests) => {
    await using server = await crawlServer(small);
    await crawlAll(server, { include: [kind] });
    expect(server.requests).toHaveLength(requests);
  });

  it('asks for named collections by name', async () => {
    await using server = await crawlServer(small);
    expect(await crawlAll(server, { include: ['collections'], collections: ['c2', 'c2'] })).toEqual([
      'collection c2',
    ]);
    expect(server.requests.map(({ url }) => url)).toEqual(['/api/acme/spaces/c2']);
  });

  it('gives a report once that lies in two lists, and reads its queries once', async () => {
    const twice = report('r1', 1);
    await using server = await crawlServer({ reports: { c1: [twice], c2: [twice] } });
    expect(await crawlAll(server, { include: ['reports', 'queries'] })).toEqual(['query r1-q0', 'report r1']);
    expect(server.count('GET /api/acme/reports/r1/queries')).toBe(1);
  });

  it('takes a dataset in a list of reports for a dataset', async () => {
    const dataset = { token: 's1', type: 'DatasetReport', queries: {}, counts: true };
    await using server = await crawlServer({ reports: { c1: [dataset] }, datasets: { c1: [dataset] } });
    expect(await crawlAll(server, { include: ['reports', 'datasets'] })).toEqual(['dataset s1']);
    expect(await crawlAll(server, { include: ['reports'] })).toEqual([]);
  });

  it('asks for queries and charts where no counts are sent', async () => {
    const uncounted = { ...report('r1', 1, 1), counts: false };
    await using server = await crawlServer({ reports: { c1: [uncounted] } });
    expect(await crawlAll(server, { include: ['charts'] })).toEqual(['chart r1-q0-c0']);
  });
});

describe('the requests of a crawl', () => {
  it('are at most 1.1 times the least possible', async () => {
    const made = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`c${at}`, reports(`r${at}-`, at % 4, at % 3, at % 2)]),
    );
    await using server = await crawlServer({ reports: made });
    await crawlAll(server, { include: ['collections', 'reports', 'queries', 'charts'] });
    const all = Object.values(made).flat();
    const queried = all.filter(({ queries }) => Object.keys(queries).length > 0);
    const charted = all.flatMap(({ queries }) => Object.values(queries)).filter(({ length }) => length > 0);
    const least = 2 + 40 + queried.length + charted.length;
    expect(server.requests.length).toBeGreaterThanOrEqual(least);
    expect(server.requests.length).toBeLessThanOrEqual(least * 1.1);
  });

  it('are one for a short list, and one more for a list whose last page is full', async () => {
    await using server = await crawlServer({
      reports: { c1: reports('a', 35), c2: reports('b', 30), c3: [] },
    });
    expect(await crawlAll(server, { include: ['reports'] })).toHaveLength(65);
    const asked = ['c1', 'c2', 'c3'].map((token) => server.count(`GET /api/acme/spaces/${token}/reports`));
    expect(asked).toEqual([2, 2, 1]);
  });
});

describe('lists that end otherwise than measured', () => {
  it('are read to their end where pages are smaller', async () => {
    const made = { c1: reports('a', 45), c2: reports('b', 20), c3: reports('c', 7), c4: reports('d', 61) };
    await using server = await crawlServer({ reports: made, pageSize: 20 });
    expect(await crawlAll(server, { include: ['reports'], concurrency: 1 })).toHaveLength(133);
    expect(server.count('GET /api/acme/spaces/c3/reports')).toBe(1);
  });

  it('are read once where the last page comes for ever', async () => {
    await using server = await crawlServer({
      reports: { c1: reports('a', 60), c2: reports('b', 3) },
      repeatsLast: true,
    });
    expect(await crawlAll(server, { include: ['reports'] })).toHaveLength(63);
    expect(server.count('GET /api/acme/spaces/c1/reports')).toBe(3);
  });

  it('are read once where counters are missing and the page comes for ever', async () => {
    await using server = await crawlServer({ reports: { c1: [] } });
    server.on('GET /api/acme/spaces', json(200, { _embedded: { spaces: [{ token: 'c1' }] } }));
    expect(await crawlAll(server, { include: ['collections'] })).toEqual(['collection c1']);
    expect(server.count('GET /api/acme/spaces')).toBe(2);
  });

  it('are not asked twice where a short last page comes again', async () => {
    await using server = await crawlServer({ reports: { c1: reports('a', 3) }, repeatsLast: true });
    expect(await crawlAll(server, { include: ['reports'] })).toHaveLength(3);
    expect(server.count('GET /api/acme/spaces/c1/reports')).toBe(2);
  });
});

describe('a failure', () => {
  it('is given beside the rest, and tried again from the checkpoint', async () => {
    await using server = await crawlServer(small);
    const route = 'GET /api/acme/reports/r1/queries';
    const works = server.routes.get(route)!;
    server.on(route, json(500, { id: 'internal', message: 'broken' }));
    await using mode = server.client();
    const crawl = mode.crawl();
    const found = await names(crawl);
    expect(found).toContain('failure queries.list {"report":"r1"}');
    expect(found).toContain('report r3');
    const checkpoint = JSON.parse(JSON.stringify(crawl.checkpoint()));
    expect(checkpoint.steps).toEqual([{ operation: 'queries.list', input: { report: 'r1' } }]);
    server.on(route, works);
    expect(await names(mode.crawl({ checkpoint }))).toEqual([
      'chart r1-q0-c0',
      'chart r1-q1-c0',
      'query r1-q0',
      'query r1-q1',
    ]);
  });

  it('carries the error', async () => {
    await using server = await crawlServer({});
    server.on('GET /api/acme/definitions', json(403, { id: 'forbidden', message: 'no' }));
    await using mode = server.client();
    const items: CrawlItem[] = [];
    for await (const item of mode.crawl({ include: ['definitions'] })) items.push(item);
    expect(items).toMatchObject([
      { type: 'failure', operation: 'definitions.list', input: {}, error: { name: 'PermissionError' } },
    ]);
  });
});

describe('a checkpoint', () => {
  it('taken after any item goes on with exactly the rest', async () => {
    const shared = report('r9', 1);
    const made = { ...small, reports: { ...small.reports, c3: [report('r4'), shared], c4: [shared] } };
    await using server = await crawlServer(made);
    await using mode = server.client();
    const all = await names(mode.crawl());
    for (let stop = 1; stop < all.length; stop += 1) {
      const crawl = mode.crawl();
      const before: string[] = [];
      for await (const item of crawl) {
        before.push(nameOf(item));
        if (before.length === stop) break;
      }
      const checkpoint = JSON.parse(JSON.stringify(crawl.checkpoint()));
      const after = await names(mode.crawl({ checkpoint }));
      expect([...before, ...after].toSorted()).toEqual(all);
    }
  });

  it('of a crawl that ended has nothing left', async () => {
    await using server = await crawlServer(small);
    await using mode = server.client();
    const crawl = mode.crawl();
    await names(crawl);
    const asked = server.requests.length;
    expect(await names(mode.crawl({ checkpoint: crawl.checkpoint() }))).toEqual([]);
    expect(server.requests).toHaveLength(asked);
  });

  it('goes on with lists whose end is in doubt', async () => {
    await using server = await crawlServer({
      reports: { c1: reports('a', 45), c2: reports('b', 45) },
      pageSize: 20,
    });
    await using mode = server.client();
    const crawl = mode.crawl({ include: ['reports'], concurrency: 1 });
    const before: string[] = [];
    for await (const item of crawl) if (before.push(nameOf(item)) === 40) break;
    const after = await names(mode.crawl({ include: ['reports'], checkpoint: crawl.checkpoint() }));
    expect(new Set([...before, ...after]).size).toBe(90);
    expect(before.length + after.length).toBe(90);
  });

  it('is refused for a crawl of something else, or of another version', async () => {
    await using server = await crawlServer(small);
    await using mode = server.client();
    const checkpoint = mode.crawl({ include: ['reports'] }).checkpoint();
    expect(() => mode.crawl({ include: ['queries'], checkpoint })).toThrow('something else');
    const steps = [{ operation: 'reports.delete', input: { report: 'r1' } }];
    expect(() => mode.crawl({ include: ['reports'], checkpoint: { ...checkpoint, steps } })).toThrow(
      'no step',
    );
  });
});

describe('the options of a crawl', () => {
  it('are refused where they cannot be', async () => {
    await using server = await crawlServer({});
    await using mode = server.client();
    expect(() => mode.crawl({ concurrency: 0 })).toThrow('concurrency');
    expect(() => mode.crawl({ include: ['spaces' as 'reports'] })).toThrow('"spaces"');
    expect(() => mode.crawl({ collections: [''] })).toThrow('collections');
  });

  it('bound how many requests are under way', async () => {
    await using server = await crawlServer({ reports: { c1: reports('r', 12, 1) } });
    let under = 0;
    let most = 0;
    const held: (() => void)[] = [];
    for (let at = 0; at < 12; at += 1) {
      server.on(`GET /api/acme/reports/r${at}/queries`, (seen, response) => {
        under += 1;
        most = Math.max(most, under);
        held.push(() => {
          under -= 1;
          json(200, { _embedded: { queries: [{ token: `q${at}` }] } })(seen, response);
        });
        // Answered when as many as may be are there.
        if (held.length === 3) for (const answer of held.splice(0)) answer();
      });
    }
    expect(await crawlAll(server, { include: ['queries'], concurrency: 3 })).toHaveLength(12);
    expect(most).toBe(3);
  });

  it('tell of progress', async () => {
    await using server = await crawlServer(small);
    const told: unknown[] = [];
    await crawlAll(server, { onProgress: (progress) => told.push(progress) });
    expect(told).toHaveLength(server.requests.length);
    expect(told.at(-1)).toEqual({
      pages: server.requests.length,
      pending: 0,
      objects: everything.length,
      failures: 0,
    });
  });

  it('abort it with the reason of the signal, and leave no listener', async () => {
    await using server = await crawlServer(small);
    const aborter = new AbortController();
    const reason = new Error('enough');
    // Never answered.
    server.on('GET /api/acme/definitions', () => aborter.abort(reason));
    await expect(crawlAll(server, { signal: aborter.signal })).rejects.toBe(reason);
    expect(getEventListeners(aborter.signal, 'abort')).toHaveLength(0);
  });
});

describe('a crawl that is left', () => {
  it('aborts what is under way, and goes on when iterated again', async () => {
    await using server = await crawlServer(small);
    const route = 'GET /api/acme/memberships/lite';
    const works = server.routes.get(route)!;
    let closed: Promise<void> | undefined;
    server.on(route, (_seen, response) => {
      closed = new Promise((resolve) => response.on('close', resolve));
    });
    await using mode = server.client();
    const crawl = mode.crawl();
    const before: string[] = [];
    for await (const item of crawl) {
      before.push(nameOf(item));
      if (closed !== undefined && before.length > 2) break;
    }
    await closed;
    server.on(route, works);
    expect([...before, ...(await names(crawl))].toSorted()).toEqual(everything);
  });

  it('is not iterated twice at once', async () => {
    await using server = await crawlServer(small);
    await using mode = server.client();
    const crawl = mode.crawl();
    const iteration = crawl[Symbol.asyncIterator]();
    await iteration.next();
    await expect(names(crawl)).rejects.toThrow('already');
    await iteration.return();
  });
});

describe('a crawl of the Discovery API', () => {
  const page = (key: string, ...rows: readonly object[]) =>
    json(200, { pagination: { page: 1, per_page: 1000, total_pages: 1 }, [key]: rows });

  async function discoveryServer(): Promise<PlatformServer> {
    const server = await crawlServer({ datasets: { c1: [{ token: 's1', queries: {} }], c2: [] } });
    const token = { token: 'test-token', access_key: 'test-key', access_secret: 'test-secret' };
    return server
      .on('POST /batch/acme/signature_tokens', json(200, { ...token, expires_at: '2099-01-01T00:00:00Z' }))
      .on('DELETE /batch/acme/signature_tokens/test-token', json(200, {}))
      .on('GET /batch/acme/spaces', page('spaces', { token: 'c1' }, { token: 'c2' }))
      .on('GET /batch/acme/reports', page('reports', { token: 'r1', space_token: 'c1' }, { token: 'r2' }))
      .on('GET /batch/acme/queries', page('queries', { token: 'q1', space_token: 'c1' }))
      .on('GET /batch/acme/charts', page('charts', { token: 'h1', space_token: 'c2' }))
      .on('GET /batch/acme/members', page('memberships', { token: 'm', member_token: 'm1' }));
  }

  it('reads there what it has, and the rest over REST', async () => {
    await using server = await discoveryServer();
    await using mode = server.client();
    expect(await names(mode.crawl({ discovery: true }))).toEqual([
      'chart h1',
      'collection c1',
      'collection c2',
      'dataSource d1',
      'dataset s1',
      'definition f1',
      'membership m1',
      'query q1',
      'report r1',
      'report r2',
    ]);
    expect(server.count('GET /batch/acme/reports')).toBe(1);
    expect(server.count('GET /api/acme/spaces')).toBe(0);
  });

  it('keeps to collections', async () => {
    await using server = await discoveryServer();
    await using mode = server.client();
    const include = ['collections', 'reports', 'charts', 'datasets'] as const;
    expect(await names(mode.crawl({ discovery: true, collections: ['c1'], include }))).toEqual([
      'collection c1',
      'dataset s1',
      'report r1',
    ]);
  });
});
