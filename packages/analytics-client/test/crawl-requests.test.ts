import { describe, expect, it } from 'vitest';
import { crawlAll } from './crawl-names.ts';
import { crawlServer, reports } from './crawl-workspace.ts';
import { json } from './platform-server.ts';

describe('the requests of a crawl', () => {
  it('are the least possible, and one more for each list without counters that has something', async () => {
    const made = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`c${at}`, reports(`r${at}-`, at % 4, at % 3, at % 2)]),
    );
    await using server = await crawlServer({ reports: made });
    await crawlAll(server, { include: ['collections', 'reports', 'queries', 'charts'] });
    const all = Object.values(made).flat();
    const queried = all.filter(({ queries }) => Object.keys(queries).length > 0);
    const charted = all.flatMap(({ queries }) => Object.values(queries)).filter(({ length }) => length > 0);
    const least = 2 + 40 + queried.length + charted.length;
    const filled = Object.values(made).filter(({ length }) => length > 0).length;
    expect(server.requests).toHaveLength(least + filled);
  });

  it('are one for an empty list, and one more than its pages for any other', async () => {
    await using server = await crawlServer({
      reports: { c1: reports('a', 35), c2: reports('b', 30), c3: [], c4: reports('d', 1) },
    });
    expect(await crawlAll(server, { include: ['reports'] })).toHaveLength(66);
    const asked = ['c1', 'c2', 'c3', 'c4'].map((token) =>
      server.count(`GET /api/acme/spaces/${token}/reports`),
    );
    expect(asked).toEqual([3, 2, 1, 2]);
  });
});

describe('a short page is not the end of a list', () => {
  it.each([
    ['that is thinned out after it was cut', [30, 28, 5]],
    ['that is thinned out at once', [28, 5]],
    ['of one', [1, 1, 1]],
    ['of a server with smaller pages', [20, 20, 20, 1]],
    ['that is longer than measured', [100, 3]],
  ])('%s: %j', async (_what, sizes) => {
    const made = {
      c1: reports('a', 12),
      c2: reports(
        'b',
        sizes.reduce((sum, size) => sum + size),
      ),
    };
    await using server = await crawlServer({ reports: made });
    server.on('GET /api/acme/spaces/c2/reports', (seen, response) => {
      const page = Number(new URL(seen.url, 'http://x.test').searchParams.get('page') ?? 1);
      const from = sizes.slice(0, page - 1).reduce((sum, size) => sum + size, 0);
      const rows = made.c2.slice(from, from + (sizes[page - 1] ?? 0)).map(({ token }) => ({ token }));
      json(200, { _embedded: { reports: rows } })(seen, response);
    });
    await using mode = server.client();
    const listed = await mode.reports.listInCollection({ collection: 'c2' }).toArray();
    expect(listed).toHaveLength(made.c2.length);
    const found = await crawlAll(server, { include: ['reports'] });
    expect(found).toHaveLength(made.c1.length + made.c2.length);
  });

  it('though it ends with what the page before ended with', async () => {
    const pages = [['a', 'b', 'c'], ['c'], ['d']];
    await using server = await crawlServer({ reports: { c1: [] } });
    server.on('GET /api/acme/spaces/c1/reports', (seen, response) => {
      const page = Number(new URL(seen.url, 'http://x.test').searchParams.get('page') ?? 1);
      const rows = (pages[page - 1] ?? []).map((token) => ({ token }));
      json(200, { _embedded: { reports: rows } })(seen, response);
    });
    expect((await crawlAll(server, { include: ['reports'] })).toSorted()).toEqual(
      ['a', 'b', 'c', 'd'].map((token) => `report ${token}`),
    );
  });
});

describe('lists that end otherwise than measured', () => {
  it('are read to their end where lists of another kind have larger pages', async () => {
    await using server = await crawlServer({
      reports: { c1: reports('a', 31) },
      datasets: { c2: reports('b', 12) },
      datasetPageSize: 10,
    });
    expect(await crawlAll(server, { include: ['reports', 'datasets'] })).toHaveLength(43);
  });

  it('are read once where the last page comes for ever', async () => {
    await using server = await crawlServer({
      reports: { c1: reports('a', 60), c2: reports('b', 3) },
      repeatsLast: true,
    });
    expect(await crawlAll(server, { include: ['reports'] })).toHaveLength(63);
    const asked = ['c1', 'c2'].map((token) => server.count(`GET /api/acme/spaces/${token}/reports`));
    expect(asked).toEqual([3, 2]);
  });

  it('are read once where counters are missing and the page comes for ever', async () => {
    await using server = await crawlServer({ reports: { c1: [] } });
    server.on('GET /api/acme/spaces', json(200, { _embedded: { spaces: [{ token: 'c1' }] } }));
    expect(await crawlAll(server, { include: ['collections'] })).toEqual(['collection c1']);
    expect(server.count('GET /api/acme/spaces')).toBe(2);
  });

  it('are empty where they are answered 204', async () => {
    await using server = await crawlServer({ reports: { c1: reports('a', 2), c2: [] } });
    server.on('GET /api/acme/spaces/c2/reports', (_seen, response) => void response.writeHead(204).end());
    expect(await crawlAll(server, { include: ['reports'] })).toHaveLength(2);
  });
});
