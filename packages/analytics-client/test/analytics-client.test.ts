import { inspect } from 'node:util';
import { signatureToken } from '@bimodal/auth-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  AnalyticsClient,
  basic,
  CallerError,
  CredentialError,
  InputError,
  NotFoundError,
  type AnalyticsClientOptions,
} from '../src/index.ts';
import { inTurn, json, PlatformServer, type Handler } from './platform-server.ts';

const report = 'GET /api/acme/reports/r1';
const aReport = json(200, { token: 'r1', id: 7, name: 'One', unheard: true });
const verify = 'GET /api/verify';

afterEach(() => vi.unstubAllEnvs());

describe('AnalyticsClient', () => {
  it('calls with the credential, in its own workspace, and gives the platform’s data with string ids', async () => {
    await using server = await new PlatformServer().on(report, aReport).start();
    await using mode = server.client();
    expect(await mode.reports.get({ report: 'r1' })).toEqual({
      token: 'r1',
      id: '7',
      name: 'One',
      unheard: true,
    });
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: `Basic ${btoa('test-token:test-secret')}`,
      accept: 'application/hal+json',
      'user-agent': expect.stringMatching(/^@bimodal\/analytics-client\/\d/),
    });
  });

  it('calls in another workspace where one is named', async () => {
    await using server = await new PlatformServer().on('GET /api/other/reports/r1', aReport).start();
    await using mode = server.client();
    expect(await mode.reports.get({ workspace: 'other', report: 'r1' })).toMatchObject({ name: 'One' });
  });

  it('says what the platform said about a report that is not there', async () => {
    await using server = await new PlatformServer()
      .on(report, json(404, { id: 'not_found', message: 'report not found' }))
      .start();
    await using mode = server.client();
    const error = await mode.reports.get({ report: 'r1' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({
      code: 'not_found',
      operation: 'reports.get',
      path: '/api/{workspace}/reports/{report}',
    });
    expect(String(error)).toContain('report not found');
  });

  it('asks for a workspace where there is none', async () => {
    vi.stubEnv('MODE_ANALYTICS_WORKSPACE', '');
    await using server = await new PlatformServer().start();
    await using mode = server.client({ workspace: undefined });
    await expect(mode.reports.get({ report: 'r1' })).rejects.toThrow(/workspace/);
    expect(() => server.client({ workspace: '' })).toThrow(InputError);
    expect(server.requests).toEqual([]);
  });

  it('reads workspace, credential and base URL from the environment', async () => {
    await using server = await new PlatformServer().on(report, aReport).start();
    vi.stubEnv('MODE_ANALYTICS_WORKSPACE', 'acme');
    vi.stubEnv('MODE_ANALYTICS_TOKEN', 'test-token');
    vi.stubEnv('MODE_ANALYTICS_SECRET', 'test-secret');
    vi.stubEnv('MODE_ANALYTICS_BASE_URL', server.url);
    await using mode = new AnalyticsClient();
    expect(await mode.reports.get({ report: 'r1' })).toMatchObject({ name: 'One' });
  });

  it('says what to set where there is no credential', async () => {
    vi.stubEnv('MODE_ANALYTICS_TOKEN', '');
    vi.stubEnv('MODE_ANALYTICS_SECRET', '');
    await using mode = new AnalyticsClient({ workspace: 'acme' });
    const error = await mode.reports.get({ report: 'r1' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CredentialError);
    expect(String(error)).toContain('Set MODE_ANALYTICS_TOKEN and MODE_ANALYTICS_SECRET');
  });

  it('refuses a kind of credential that no operation takes, before sending', async () => {
    await using server = await new PlatformServer().start();
    const credential = signatureToken({
      token: 'test-token',
      accessKey: 'test-key',
      accessSecret: 'test-secret',
    });
    await using mode = server.client({ credential });
    await expect(mode.reports.get({ report: 'r1' })).rejects.toBeInstanceOf(CallerError);
    expect(server.requests).toEqual([]);
  });

  it('verifies the credential', async () => {
    const told = { workspace: 'acme', api_key_scope: 'member' };
    await using server = await new PlatformServer().on(verify, json(200, told)).start();
    await using mode = server.client();
    expect(await mode.verify()).toEqual(told);
  });

  it('knows the kind of its credential from then on, and says it where the platform refuses', async () => {
    await using server = await new PlatformServer()
      .on(verify, json(200, { workspace: 'acme', api_key_scope: 'member' }))
      .on(report, json(401, { id: 'unauthorized', message: 'no' }))
      .start();
    await using mode = server.client();
    await mode.verify();
    await expect(mode.reports.get({ report: 'r1' })).rejects.toThrow('Member token');
  });

  it('shows workspace and origin when printed, and no secret at any depth', async () => {
    await using server = await new PlatformServer().on(report, aReport).start();
    await using mode = server.client();
    const call = mode.reports.get({ report: 'r1' });
    const shown = [
      inspect(mode, { depth: 10, showHidden: true }),
      inspect(Object.assign({}, mode), { depth: 10, showHidden: true }),
      inspect(call, { depth: 10, showHidden: true }),
      JSON.stringify(mode),
    ];
    await call;
    expect(shown[0]).toBe(`AnalyticsClient { workspace: 'acme', origin: '${server.url}' }`);
    const secrets = ['test-token', 'test-secret', btoa('test-token:test-secret')];
    for (const text of shown) for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('changes some options and keeps the others', async () => {
    await using server = await new PlatformServer().on('GET /api/other/reports/r1', aReport).start();
    await using mode = server.client({ userAgent: 'first/1' });
    const other = mode.withOptions({ workspace: 'other', userAgent: 'second/2' });
    await other.reports.get({ report: 'r1' });
    expect(server.requests[0]?.headers['user-agent']).toMatch(/ second\/2$/);
    expect([mode.workspace, other.workspace]).toEqual(['acme', 'other']);
  });

  it('shares its connections with a client made from it', async () => {
    const ports: unknown[] = [];
    const noting: Handler = (seen, response) => {
      ports.push(response.req.socket.remotePort);
      aReport(seen, response);
    };
    await using server = await new PlatformServer().on(report, noting).start();
    await using mode = server.client();
    // Twice each: a connection that has just answered is not free yet when the next call asks for one.
    const other = mode.withOptions({ timeout: 5_000 });
    for (const client of [mode, mode, other, other]) await client.reports.get({ report: 'r1' });
    expect(new Set(ports.slice(0, 2))).toEqual(new Set(ports.slice(2)));
  });

  it('is not changed by what happens to its options later', async () => {
    await using server = await new PlatformServer().on(report, aReport).start();
    const options: { -readonly [K in keyof AnalyticsClientOptions]: AnalyticsClientOptions[K] } = {
      workspace: 'acme',
      baseUrl: server.url,
      credential: basic({ token: 'test-token', secret: 'test-secret' }),
    };
    await using mode = new AnalyticsClient(options);
    options.workspace = 'other';
    options.baseUrl = 'http://127.0.0.1:9';
    expect(await mode.reports.get({ report: 'r1' })).toMatchObject({ name: 'One' });
  });
});

describe('request', () => {
  it('sends what no method describes, in the client’s workspace', async () => {
    await using server = await new PlatformServer()
      .on('GET /api/acme/groups/g%2F1', json(200, { token: 'g' }))
      .start();
    await using mode = server.client();
    const request = {
      method: 'GET',
      path: '/api/{workspace}/groups/{group}',
      input: { group: 'g/1', page: 2 },
    } as const;
    expect(await mode.request(request)).toEqual({ token: 'g' });
    expect(server.requests[0]?.url).toBe('/api/acme/groups/g%2F1?page=2');
  });

  it.each(['https://example.com/api', '//example.com/api', 'api', '/api/../batch', '/api?x=1'])(
    'refuses %s',
    async (path) => {
      await using server = await new PlatformServer().start();
      await using mode = server.client();
      await expect(mode.request({ method: 'GET', path })).rejects.toBeInstanceOf(InputError);
      expect(server.requests).toEqual([]);
    },
  );
});

describe('lists', () => {
  it('end by their counters, whatever the links say', async () => {
    const space = (page: number, ...tokens: readonly string[]): Handler =>
      json(200, {
        _links: { next_page: { href: '/api/acme/spaces?page=9' } },
        _embedded: { spaces: tokens.map((token) => ({ token })) },
        pagination: { page, per_page: 2, count: tokens.length, total_pages: 2, total_count: 3 },
      });
    await using server = await new PlatformServer()
      .on('GET /api/acme/spaces', inTurn(space(1, 'a', 'b'), space(2, 'c')))
      .start();
    await using mode = server.client();
    const collections = await mode.collections.list({ filter: 'all' }).toArray();
    expect(collections.map(({ token }) => token)).toEqual(['a', 'b', 'c']);
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/api/acme/spaces?filter=all',
      '/api/acme/spaces?filter=all&page=2',
    ]);
  });

  it('without counters end at the first empty page, not at a short one', async () => {
    const reports = (...tokens: readonly string[]): Handler =>
      json(200, { _embedded: { reports: tokens.map((token) => ({ token })) } });
    await using server = await new PlatformServer()
      .on('GET /api/acme/spaces/c1/reports', inTurn(reports('a', 'b'), reports('c'), reports()))
      .start();
    await using mode = server.client();
    const tokens: string[] = [];
    for await (const each of mode.reports.listInCollection({ collection: 'c1' })) tokens.push(each.token);
    expect(tokens).toEqual(['a', 'b', 'c']);
    expect(server.requests).toHaveLength(3);
  });
});
