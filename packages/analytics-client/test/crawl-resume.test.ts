import { describe, expect, it } from 'vitest';
import type { CrawlItem } from '../src/index.ts';
import { everything, nameOf, names, small } from './crawl-names.ts';
import { crawlServer, report, reports } from './crawl-workspace.ts';
import { json } from './platform-server.ts';

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

  it('goes on in the midst of lists without counters', async () => {
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
