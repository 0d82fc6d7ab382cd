import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { CrawlItem } from '../src/index.ts';
import { crawlAll, everything, names, small } from './crawl-names.ts';
import { crawlServer, report, reports } from './crawl-workspace.ts';
import { json } from './platform-server.ts';

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
    // Reports of c1 and whether there are more, queries of r1, charts of both.
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

  it('leave each request its turn at the client’s limiter', async () => {
    await using server = await crawlServer(small);
    const turns: (() => void)[] = [];
    let come = (): void => {};
    const limiter = {
      turn: () =>
        new Promise<void>((resolve) => {
          turns.push(resolve);
          come();
        }),
    };
    await using mode = server.client({ limiter });
    const crawl = names(mode.crawl({ concurrency: 4 }));
    let allowed = 0;
    const ended = crawl.then(() => (allowed = Infinity));
    while (allowed !== Infinity) {
      // Nothing was sent that was not allowed.
      expect(server.requests.length).toBeLessThanOrEqual(allowed);
      const next = turns.shift();
      if (next === undefined) await Promise.race([ended, new Promise<void>((resolve) => (come = resolve))]);
      else next();
      if (next !== undefined) allowed += 1;
    }
    expect(await crawl).toEqual(everything);
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
