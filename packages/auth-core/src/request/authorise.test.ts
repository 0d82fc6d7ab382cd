import { afterEach, describe, expect, it, vi } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { json, serve } from '../../test/server.ts';
import { basic } from '../credentials/basic.ts';
import { chain } from '../credentials/chain.ts';
import { cloudEnvironment } from '../credentials/environment.ts';
import { given } from '../credentials/given.ts';
import { modeCloudKey } from '../credentials/mode-cloud-key.ts';
import { CallerError } from '../errors/caller-error.ts';
import { CredentialError } from '../errors/credential-error.ts';
import { OriginError } from '../errors/origin-error.ts';

afterEach(() => void vi.unstubAllEnvs());

const answer = { id: 'a' };

describe('a credential that is bound to an origin', () => {
  it('goes there, without a base URL', async () => {
    const server = await serve((_request, response) => json(response, answer));
    const engine = engineFor(undefined, {}, modeCloudKey('test-key', { origin: server.url }));
    await engine.call('things.get', { thing: 'a' });
    expect(server.received[0]?.headers['authorization']).toBe('ModeCloud test-key');
    expect(engine.origin).toBe(server.url);
  });

  it('goes nowhere else: nothing is sent', async () => {
    const server = await serve((_request, response) => json(response, answer));
    const stored = modeCloudKey('test-key', { origin: 'https://api.tinkermode.com' }).with({
      from: 'profile "work"',
    });
    const error = await rejection(engineFor(server.url, {}, stored).call('things.get', { thing: 'a' }));
    expect(OriginError.isInstance(error)).toBe(true);
    expect(String(error)).toContain('(profile "work") belongs to https://api.tinkermode.com');
    expect(server.connections()).toBe(0);
  });

  it.each([
    ['another port', 'http://127.0.0.1:1'],
    ['another name of the same machine', 'http://localhost'],
    ['another scheme', 'https://127.0.0.1'],
  ])('does not go to %s', async (_what, origin) => {
    const server = await serve((_request, response) => json(response, answer));
    const port = origin.endsWith(':1') ? '' : `:${server.port}`;
    const engine = engineFor(server.url, {}, modeCloudKey('test-key', { origin: `${origin}${port}` }));
    expect(OriginError.isInstance(await rejection(engine.call('things.get', { thing: 'a' })))).toBe(true);
    expect(server.connections()).toBe(0);
  });

  it('is not led away by a base URL in the environment', async () => {
    const thief = await serve((_request, response) => json(response, answer));
    const home = await serve((_request, response) => json(response, answer));
    vi.stubEnv('MODE_CLOUD_BASE_URL', thief.url);
    vi.stubEnv('MODE_ANALYTICS_BASE_URL', thief.url);
    const stored = modeCloudKey('test-key', { origin: home.url });
    const engine = engineFor(undefined, {}, chain(cloudEnvironment(), given(stored)));
    await engine.call('things.get', { thing: 'a' });
    await engineFor(home.url).call('things.get', { thing: 'a' });
    expect(home.received).toHaveLength(2);
    expect(thief.connections()).toBe(0);
  });

  it('from the environment goes to the base URL of the environment', async () => {
    const server = await serve((_request, response) => json(response, answer));
    const environment = { MODE_CLOUD_KEY: 'test-key', MODE_CLOUD_BASE_URL: server.url };
    await engineFor(undefined, {}, cloudEnvironment(environment)).call('things.get', { thing: 'a' });
    expect(server.received).toHaveLength(1);
  });

  it('from the environment does not follow a base URL in code to another origin', async () => {
    const server = await serve((_request, response) => json(response, answer));
    const engine = engineFor(server.url, {}, cloudEnvironment({ MODE_CLOUD_KEY: 'test-key' }));
    expect(OriginError.isInstance(await rejection(engine.call('things.get', { thing: 'a' })))).toBe(true);
    expect(server.connections()).toBe(0);
  });
});

describe('plain http', () => {
  it('to another machine is refused at construction', () => {
    expect(() => engineFor('http://things.test')).toThrow('is plain http');
    expect(() => engineFor('http://things.test', { allowInsecureHttp: true })).not.toThrow();
  });

  it('to another machine is refused for a credential’s own origin, also after it was allowed elsewhere', async () => {
    const credential = modeCloudKey('test-key', { origin: 'http://things.test' });
    const allowed = engineFor(undefined, { allowInsecureHttp: true, timeout: 1, retries: 0 }, credential);
    await rejection(allowed.call('things.get', { thing: 'a' }));
    const error = await rejection(engineFor(undefined, {}, credential).call('things.get', { thing: 'a' }));
    expect(OriginError.isInstance(error)).toBe(true);
    expect(String(error)).toContain('is plain http');
  });
});

describe('kinds', () => {
  it('that an operation does not take are refused before sending', async () => {
    const server = await serve((_request, response) => json(response, answer));
    const device = modeCloudKey('test-key', { kind: 'device' });
    const error = await rejection(engineFor(server.url, {}, device).call('keys.rotate', {}));
    expect(error).toMatchObject({ kind: 'device', takes: ['project', 'user'], operation: 'keys.rotate' });
    expect(CallerError.isInstance(error)).toBe(true);
    expect(String(error)).toContain("not for a device key: it takes a project key or a user's session token");
    expect(server.connections()).toBe(0);
  });

  it.each(['project', 'user', undefined] as const)('%s is sent', async (kind) => {
    const server = await serve((_request, response) => json(response, answer));
    const credential = modeCloudKey('test-key', kind === undefined ? {} : { kind });
    await engineFor(server.url, {}, credential).call('keys.rotate', {});
    expect(server.received).toHaveLength(1);
  });

  it('are known from when the platform has told them', async () => {
    const server = await serve((_request, response) => json(response, answer));
    const engine = engineFor(server.url);
    await engine.call('keys.rotate', {});
    engine.learnKind('device');
    expect(CallerError.isInstance(await rejection(engine.call('keys.rotate', {})))).toBe(true);
    expect(server.received).toHaveLength(1);
  });

  it('unknown and refused by the platform make an error that names what is taken', async () => {
    const server = await serve((_request, response) => json(response, {}, 403));
    const error = await rejection(engineFor(server.url).call('keys.rotate', {}));
    expect(String(error)).toContain("It takes a project key or a user's session token");
  });
});

describe('an operation for nobody', () => {
  it('is sent without the credential that is at hand', async () => {
    const server = await serve((_request, response) => json(response, answer));
    await engineFor(server.url).call('sessions.create', {});
    await engineFor(undefined, {}, modeCloudKey('test-key', { origin: server.url })).call(
      'sessions.create',
      {},
    );
    expect(server.received.map(({ headers }) => headers['authorization'])).toEqual([undefined, undefined]);
  });

  it('needs no credential', async () => {
    const server = await serve((_request, response) => json(response, answer));
    await engineFor(server.url, {}, given(undefined)).call('sessions.create', {});
    expect(server.received).toHaveLength(1);
  });
});

it('No credential is an error that says what was looked for and what to do', async () => {
  const server = await serve((_request, response) => json(response, answer));
  const error = await rejection(
    engineFor(server.url, {}, cloudEnvironment({})).call('things.get', { thing: 'a' }),
  );
  expect(CredentialError.isInstance(error)).toBe(true);
  expect(String(error)).toContain('No credential for Things: MODE_CLOUD_KEY is not set. Set THINGS_KEY.');
  expect(server.connections()).toBe(0);
});

it('A credential of another copy of the package is taken', async () => {
  vi.resetModules();
  const other = await import('../index.ts');
  const server = await serve((_request, response) => json(response, answer));
  const theirs = other.basic({ token: 'test-token', secret: 'test-secret' });
  await engineFor(server.url, {}, theirs).call('things.get', { thing: 'a' });
  const ours = basic({ token: 'test-token', secret: 'test-secret' });
  await engineFor(server.url, {}, ours).call('things.get', { thing: 'a' });
  expect(server.received[0]?.headers['authorization']).toBe(server.received[1]?.headers['authorization']);
});
