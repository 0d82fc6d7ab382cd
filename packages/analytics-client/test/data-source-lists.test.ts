import { describe, expect, it } from 'vitest';
import { inTurn, json, PlatformServer, type Handler } from './platform-server.ts';

const route = 'GET /api/acme/data_sources/s1/reports';
const rows = (...tokens: readonly string[]): Handler =>
  json(200, { _embedded: { reports: tokens.map((token) => ({ token })) } });
const full = (token: string): Handler => rows(...Array.from({ length: 30 }, () => token));
const place = { dataSource: 's1' };

describe('reports.listInDataSource', () => {
  it('reads a report that fills several pages with one row to its end', async () => {
    await using server = await new PlatformServer()
      .on(route, inTurn(full('a'), full('a'), rows('a', 'b'), rows()))
      .start();
    await using mode = server.client();
    const tokens = (await mode.reports.listInDataSource(place).toArray()).map(({ token }) => token);
    expect(tokens).toEqual([...Array.from({ length: 61 }, () => 'a'), 'b']);
  });

  it('ends at a page of several reports that comes again', async () => {
    await using server = await new PlatformServer().on(route, inTurn(rows('a', 'b'), rows('c', 'd'))).start();
    await using mode = server.client();
    const tokens = (await mode.reports.listInDataSource(place).toArray()).map(({ token }) => token);
    expect(tokens).toEqual(['a', 'b', 'c', 'd']);
  });

  it('ends where one report comes more often than it can have queries', async () => {
    await using server = await new PlatformServer().on(route, full('a')).start();
    await using mode = server.client();
    expect(await mode.reports.listInDataSource(place).toArray()).toHaveLength(180);
    expect(server.count(route)).toBe(7);
  });

  it('goes on from where a page says', async () => {
    await using server = await new PlatformServer().on(route, inTurn(rows('a'), rows('b'), rows())).start();
    await using mode = server.client();
    const { items, next } = await mode.reports.listInDataSource(place);
    expect([items, next]).toEqual([[{ token: 'a' }], { dataSource: 's1', page: 2 }]);
    expect(await mode.reports.listInDataSource(next ?? place).toArray()).toEqual([{ token: 'b' }]);
    expect(server.requests.map(({ url }) => url.split('?')[1])).toEqual(['page=1', 'page=2', 'page=3']);
  });

  it('gives each once where asked', async () => {
    await using server = await new PlatformServer()
      .on(route, inTurn(rows('a', 'a', 'b'), rows('b', 'c', 'a'), rows()))
      .start();
    await using mode = server.client();
    const tokens: string[] = [];
    for await (const { token } of mode.reports.distinctInDataSource(place)) tokens.push(token);
    expect(tokens).toEqual(['a', 'b', 'c']);
  });
});

describe('reports.purgeInWindows', () => {
  it('purges window by window, oldest first', async () => {
    const purge = 'POST /api/acme/reports/purge';
    await using server = await new PlatformServer().on(purge, json(202, {})).start();
    await using mode = server.client();
    await mode.reports.purgeInWindows({ time: '2026-03-01', from: '2026-01-01', days: 31 });
    expect(server.requests.map(({ url }) => url.split('?')[1])).toEqual([
      'time=2026-03-01&end_time=2026-01-31',
      'time=2026-03-01',
    ]);
  });
});
