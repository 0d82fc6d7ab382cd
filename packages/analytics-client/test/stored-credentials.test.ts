import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveProfile } from '@bimodal/auth-core';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  AnalyticsClient,
  basic,
  CredentialError,
  OriginError,
  type AnalyticsClientOptions,
} from '../src/index.ts';
import { json, PlatformServer } from './platform-server.ts';

let home: string;
let server: PlatformServer;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'bimodal-home-'));
  vi.stubEnv('HOME', home);
  vi.stubEnv('XDG_CONFIG_HOME', home);
  for (const name of ['TOKEN', 'SECRET', 'BASE_URL', 'WORKSPACE']) vi.stubEnv(`MODE_ANALYTICS_${name}`, '');
  vi.stubEnv('MODE_CLOUD_BASE_URL', '');
  vi.stubEnv('BIMODAL_PROFILE', '');
  server = await new PlatformServer().on('GET /api/verify', json(200, { workspace: 'acme' })).start();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

async function outcome(options: AnalyticsClientOptions = {}): Promise<unknown> {
  await using mode = new AnalyticsClient({ retries: 0, ...options });
  return await mode.verify().then(
    ({ workspace }) => workspace,
    (error: unknown) => error,
  );
}

const sent = (): unknown[] => server.requests.map(({ headers }) => headers.authorization);
const header = (token: string): string => `Basic ${btoa(`${token}:test-secret`)}`;
const profile = (token: string): Promise<string> =>
  saveProfile('analytics', { token, secret: 'test-secret', origin: server.url });

it.each([undefined, 'https://app.mode.com'])(
  'A token that is bound to nothing goes to production (%s)',
  async (origin) => {
    const asked: string[] = [];
    const enough = new Error('enough');
    const before = ({ url }: { readonly url: string }): void => {
      asked.push(url);
      throw enough;
    };
    const credential = basic({
      token: 'test-token',
      secret: 'test-secret',
      ...(origin === undefined ? {} : { origin }),
    });
    expect(await outcome({ credential, before })).toBe(enough);
    expect(asked).toEqual(['https://app.mode.com/api/verify']);
    expect(new AnalyticsClient({ credential }).toJSON().origin).toBe('https://app.mode.com');
  },
);

describe('a client without options', () => {
  it('takes the environment’s token first, then the profile’s', async () => {
    await profile('test-token');
    expect(await outcome()).toBe('acme');
    vi.stubEnv('MODE_ANALYTICS_TOKEN', 'test-token-2');
    vi.stubEnv('MODE_ANALYTICS_SECRET', 'test-secret');
    vi.stubEnv('MODE_ANALYTICS_BASE_URL', server.url);
    expect(await outcome()).toBe('acme');
    expect(sent()).toEqual([header('test-token'), header('test-token-2')]);
  });

  it.each(['TOKEN', 'SECRET'])('with only a %s in the environment calls as nobody else', async (name) => {
    await profile('test-token');
    vi.stubEnv(`MODE_ANALYTICS_${name}`, 'test-half');
    const failure = await outcome();
    expect(failure).toBeInstanceOf(CredentialError);
    expect(String(failure)).toContain('Only one half of the credential');
    expect(String(failure)).not.toContain('test-half');
    expect(sent()).toEqual([]);
  });

  it('sends the environment’s token to its base URL only: not to one in code, nor to MODE Cloud’s', async () => {
    vi.stubEnv('MODE_ANALYTICS_TOKEN', 'test-token');
    vi.stubEnv('MODE_ANALYTICS_SECRET', 'test-secret');
    const first = await outcome({ baseUrl: server.url });
    expect(first).toBeInstanceOf(OriginError);
    expect(String(first)).toContain('(environment) belongs to https://app.mode.com');
    vi.stubEnv('MODE_ANALYTICS_BASE_URL', server.url);
    vi.stubEnv('MODE_CLOUD_BASE_URL', 'http://127.0.0.1:9');
    expect(await outcome()).toBe('acme');
    expect(await outcome({ baseUrl: 'http://127.0.0.1:9' })).toBeInstanceOf(OriginError);
    expect(sent()).toEqual([header('test-token')]);
  });

  it('refuses a base URL in the environment that has a path', async () => {
    vi.stubEnv('MODE_ANALYTICS_TOKEN', 'test-token');
    vi.stubEnv('MODE_ANALYTICS_SECRET', 'test-secret');
    vi.stubEnv('MODE_ANALYTICS_BASE_URL', `${server.url}/proxy`);
    const failure = await outcome();
    expect(failure).toBeInstanceOf(CredentialError);
    expect(String(failure)).toContain('MODE_ANALYTICS_BASE_URL has a path');
    expect(sent()).toEqual([]);
  });

  it('takes the workspace of the environment, and that of the code before it', async () => {
    server.on('GET /api/acme/reports/r1', json(200, { token: 'r1' }));
    vi.stubEnv('MODE_ANALYTICS_WORKSPACE', 'acme');
    await profile('test-token');
    await using mode = new AnalyticsClient();
    expect(await mode.reports.get({ report: 'r1' })).toEqual({ token: 'r1' });
    expect([mode.workspace, new AnalyticsClient({ workspace: 'other' }).workspace]).toEqual([
      'acme',
      'other',
    ]);
  });

  it('takes the profile that BIMODAL_PROFILE names', async () => {
    await profile('test-token');
    const parts = { token: 'test-token-2', secret: 'test-secret', origin: server.url };
    await saveProfile('analytics', parts, { profile: 'work' });
    vi.stubEnv('BIMODAL_PROFILE', 'work');
    expect(await outcome()).toBe('acme');
    expect(sent()).toEqual([header('test-token-2')]);
  });

  it.each([
    ['broken', '[analytics.default]\ntoken = "test-token', 0o600, 'is not valid TOML'],
    [
      'full of what is not known',
      '[analytics.default]\ntoken = "test-token"\nkey = "a"',
      0o600,
      'not known here',
    ],
    ['readable by all', '[analytics.default]\ntoken = "test-token"\nsecret = "a"', 0o644, 'chmod 600'],
  ])('does not use a profile that is %s, nor show it', async (_what, text, mode, message) => {
    await mkdir(join(home, 'bimodal'));
    const file = join(home, 'bimodal', 'credentials.toml');
    await writeFile(file, text);
    await chmod(file, mode);
    const failure = await outcome();
    expect(failure).toBeInstanceOf(CredentialError);
    expect(String(failure)).toContain(message);
    expect(String(failure)).not.toContain('test-token');
  });

  it('reads nothing from the folder that the program runs in', async () => {
    const file = join(home, 'project', 'bimodal', 'credentials.toml');
    const parts = { token: 'test-token', secret: 'test-secret', origin: server.url };
    await saveProfile('analytics', parts, { file });
    vi.stubEnv('XDG_CONFIG_HOME', '.');
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    process.chdir(join(home, 'project'));
    expect(await outcome()).toBeInstanceOf(CredentialError);
    expect(sent()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('keeps a profile that it saved for its owner alone', async () => {
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const file = await profile('test-token');
    expect([(await stat(file)).mode & 0o777, (await stat(join(file, '..'))).mode & 0o777]).toEqual([
      0o600, 0o700,
    ]);
    await profile('test-token-2');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is not led away from a profile by the environment', async () => {
    await saveProfile('analytics', { token: 'test-token', secret: 'test-secret' });
    vi.stubEnv('MODE_ANALYTICS_BASE_URL', server.url);
    const failure = await outcome({ baseUrl: server.url });
    expect(String(failure)).toContain('(profile "default") belongs to https://app.mode.com');
    expect(sent()).toEqual([]);
  });
});
