import { describe, expect, it } from 'vitest';
import { names } from './crawl-names.ts';
import { crawlServer } from './crawl-workspace.ts';
import { json, type PlatformServer } from './platform-server.ts';

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
