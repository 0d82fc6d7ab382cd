import { describe, expect, it } from 'vitest';
import { crawlAll } from './crawl-names.ts';
import { crawlServer, reports } from './crawl-workspace.ts';
import { json } from './platform-server.ts';

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

  it('are asked for once more, and no oftener, where the longest pages come again', async () => {
    await using server = await crawlServer({
      reports: { c1: reports('a', 12), c2: reports('b', 12), c3: reports('c', 11) },
      repeatsLast: true,
    });
    expect(await crawlAll(server, { include: ['reports'] })).toHaveLength(35);
    const asked = ['c1', 'c2', 'c3'].map((token) => server.count(`GET /api/acme/spaces/${token}/reports`));
    expect(asked).toEqual([2, 2, 1]);
  });

  it('are read to their end in the smallest crawl', async () => {
    await using server = await crawlServer({ reports: { c1: reports('a', 5) }, pageSize: 2 });
    expect(await crawlAll(server, { include: ['reports'], collections: ['c1'] })).toHaveLength(5);
  });

  it('are read to their end where another that is as long as a page is asked about first', async () => {
    await using server = await crawlServer({
      reports: { c1: reports('a', 20), c2: reports('b', 25), c3: reports('c', 20) },
      pageSize: 20,
    });
    expect(await crawlAll(server, { include: ['reports'], concurrency: 1 })).toHaveLength(65);
  });

  it('are read to their end where lists of another kind have larger pages', async () => {
    await using server = await crawlServer({
      reports: { c1: reports('a', 31) },
      datasets: { c2: reports('b', 12) },
      datasetPageSize: 10,
    });
    expect(await crawlAll(server, { include: ['reports', 'datasets'] })).toHaveLength(43);
  });

  it('are read to their end where the one long list of a large crawl has smaller pages', async () => {
    const made = { c1: reports('a', 45), ...Object.fromEntries(short(10)) };
    await using server = await crawlServer({ reports: made, pageSize: 20 });
    expect(await crawlAll(server, { include: ['reports'] })).toHaveLength(55);
  });
});

/** Collections with a report each. */
function short(count: number): [string, ReturnType<typeof reports>][] {
  return Array.from({ length: count }, (_, at) => [`e${at}`, reports(`e${at}-`, 1)]);
}
