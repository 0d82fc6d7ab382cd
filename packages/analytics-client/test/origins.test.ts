import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyticsProfile, saveProfile } from '@bimodal/auth-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnalyticsClient, basic, InputError, OriginError } from '../src/index.ts';
import { json, PlatformServer } from './platform-server.ts';

const minted = { token: 'aaaaaaaaaaaa', access_key: 'test-key', access_secret: 'test-secret' };
const parts = { token: 'test-token', secret: 'test-secret' };

function discoverable(): PlatformServer {
  return new PlatformServer()
    .on('POST /batch/acme/signature_tokens', json(200, minted))
    .on('DELETE /batch/acme/signature_tokens/aaaaaaaaaaaa', json(200, {}))
    .on('GET /batch/acme/reports', json(200, { pagination: {}, reports: [] }));
}

afterEach(() => vi.unstubAllEnvs());

describe('a signature token stays where it was made', () => {
  it('by a credential that is bound there', async () => {
    await using server = await discoverable().start();
    const credential = basic({ ...parts, origin: server.url });
    const mode = new AnalyticsClient({ workspace: 'acme', credential, retries: 0 });
    await mode.discovery.listReports();
    await mode.close();
    expect(
      server.requests.map(({ method, headers }) => [method, headers.authorization?.split(' ')[0]]),
    ).toEqual([
      ['POST', 'Basic'],
      ['GET', 'Bearer'],
      ['DELETE', 'Basic'],
    ]);
  });

  it('by a credential of the environment, with its base URL', async () => {
    await using server = await discoverable().start();
    vi.stubEnv('MODE_ANALYTICS_WORKSPACE', 'acme');
    vi.stubEnv('MODE_ANALYTICS_TOKEN', parts.token);
    vi.stubEnv('MODE_ANALYTICS_SECRET', parts.secret);
    vi.stubEnv('MODE_ANALYTICS_BASE_URL', server.url);
    const mode = new AnalyticsClient({ retries: 0 });
    await mode.discovery.listReports();
    // What is set later moves no credential that is there already.
    vi.stubEnv('MODE_ANALYTICS_BASE_URL', 'http://127.0.0.1:9');
    await mode.discovery.listReports();
    await mode.close();
    expect(server.count('GET /batch/acme/reports')).toBe(2);
  });

  it('by a profile, whose origin the client must not leave', async () => {
    await using server = await discoverable().start();
    await using other = await discoverable().start();
    const file = join(folder, 'credentials.toml');
    await saveProfile('analytics', { ...parts, origin: server.url }, { file });
    const credential = analyticsProfile({ file });
    await using mode = new AnalyticsClient({ workspace: 'acme', credential, retries: 0 });
    await mode.discovery.listReports();
    expect(server.count('GET /batch/acme/reports')).toBe(1);
    await using elsewhere = mode.withOptions({ baseUrl: other.url });
    await expect(elsewhere.discovery.listReports()).rejects.toBeInstanceOf(OriginError);
    await expect(elsewhere.verify()).rejects.toBeInstanceOf(OriginError);
    expect(other.requests).toEqual([]);
  });
});

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'bimodal-origins-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a link is followed within the origin only: not to', () => {
  it.each([
    ['another port', (url: URL) => `http://127.0.0.1:${Number(url.port) - 1}/api/verify`],
    ['another scheme', (url: URL) => `https://${url.host}/api/verify`],
    ['another name of the machine', (url: URL) => `http://localhost:${url.port}/api/verify`],
    ['a host in front of which ours stands', (url: URL) => `http://${url.host}@example.com/api/verify`],
    ['a host behind two slashes', () => '//example.com/api/verify'],
    ['a path that begins with two slashes', (url: URL) => `${url.origin}//example.com/api/verify`],
  ])('%s', async (_what, href) => {
    await using server = await new PlatformServer().on('GET /api/verify', json(200, {})).start();
    await using mode = server.client();
    const resource = { _links: { it: { href: href(new URL(server.url)) } } };
    await expect(mode.follow(resource, 'it')).rejects.toBeInstanceOf(OriginError);
    expect(server.requests).toEqual([]);
  });
});

describe('a value in a link is one part of it', () => {
  it.each([
    ['/api/acme/runs/{id}/x', 'a/../../batch', '/api/acme/runs/a%2F..%2F..%2Fbatch/x'],
    ['/api/acme/runs/{id}/x', 'a?b=1#c', '/api/acme/runs/a%3Fb%3D1%23c/x'],
    ['/api/acme{/id}/x', '//example.com', '/api/acme/%2F%2Fexample.com/x'],
    ['/api/acme/x{?id}', 'a&admin=1', '/api/acme/x?id=a%26admin%3D1'],
  ])('%s with %j', async (href, id, url) => {
    await using server = await new PlatformServer().start();
    await using mode = server.client();
    await mode.follow({ _links: { it: { href } } }, 'it', { id }).catch(() => undefined);
    expect(server.requests.map((seen) => seen.url)).toEqual([url]);
  });

  it.each(['.', '..'])('and not %j, which is another', async (id) => {
    await using server = await new PlatformServer().start();
    await using mode = server.client();
    const resource = { _links: { it: { href: '/api/acme/runs/{id}/x' } } };
    await expect(mode.follow(resource, 'it', { id })).rejects.toBeInstanceOf(InputError);
    expect(server.requests).toEqual([]);
  });
});
