import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { EngineCaller } from '../src/caller/engine-caller.ts';
import { cloudEnvironment } from '../src/credentials/environment.ts';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import type { Engine } from '../src/engine/engine.ts';
import { OriginError } from '../src/errors/origin-error.ts';
import { deaf, engineFor, rejection } from './engine.ts';
import { json, serve } from './server.ts';

/** Ways of sending: each attaches the credential in code of its own. */
const ways: Readonly<Record<string, (engine: Engine) => PromiseLike<unknown>>> = {
  'a call': (engine) => engine.call('things.get', { thing: 'a' }),
  'a list': (engine) => new EngineCaller(engine).list('things.listWhole', {}),
  'a download': (engine) => engine.bytes('things.download', { thing: 'a' }),
  'a websocket': (engine) => engine.socket('things.listen', { thing: 'a' }, deaf),
  'a request that no operation describes': (engine) =>
    engine.request({ method: 'GET', path: '/others', input: {} }),
};

/** Places that are not `http://127.0.0.1:<port>`, though much about them is the same. */
const places: Readonly<Record<string, (port: number) => string>> = {
  'another port': (port) => `http://127.0.0.1:${port === 65_535 ? 1024 : port + 1}`,
  'a port that begins alike': (port) => `http://127.0.0.1:${String(port).slice(0, -1)}`,
  'another scheme': (port) => `https://127.0.0.1:${port}`,
  'another name of the machine': (port) => `http://localhost:${port}`,
};

describe.each(Object.keys(ways))('%s', (way) => {
  it.each(Object.keys(places))('takes no credential of %s', async (place) => {
    const server = await serve((_request, response) => json(response, { things: [] }));
    const bound = modeCloudKey('test-key', { origin: places[place]?.(server.port) ?? '' });
    const failure = await rejection(Promise.resolve(ways[way]?.(engineFor(server.url, {}, bound))));
    expect(OriginError.isInstance(failure)).toBe(true);
    expect(String(failure)).toContain(`belongs to ${bound.origin}, and the client talks to ${server.url}`);
    expect(server.connections()).toBe(0);
  });
});

it.each(['fetched by a provider', 'renewed after a refusal'])(
  'A credential of elsewhere that was %s goes nowhere',
  async (how) => {
    const server = await serve((_request, response) => json(response, {}, 401));
    const bound = modeCloudKey('test-key', { origin: `http://127.0.0.1:${server.port + 1}` });
    const provider = {
      name: 'test',
      provide: ({ refused }: { readonly refused: unknown }) =>
        how === 'fetched by a provider' || refused !== undefined ? bound : modeCloudKey('test-key-2'),
    };
    const failure = await rejection(engineFor(server.url, {}, provider).call('things.get', { thing: 'a' }));
    expect(OriginError.isInstance(failure)).toBe(true);
    expect(server.received.filter(({ headers }) => headers['authorization']?.endsWith('test-key'))).toEqual(
      [],
    );
  },
);

it('A credential goes with the environment’s own base URL, and with no other of the machine', async () => {
  const home = await serve((_request, response) => json(response, { id: 'a' }));
  const other = await serve((_request, response) => json(response, { id: 'a' }));
  const source = cloudEnvironment({ MODE_CLOUD_KEY: 'test-key', MODE_CLOUD_BASE_URL: home.url });
  await engineFor(undefined, {}, source).call('things.get', { thing: 'a' });
  await engineFor(home.url, {}, source).call('things.get', { thing: 'a' });
  const failure = await rejection(engineFor(other.url, {}, source).call('things.get', { thing: 'a' }));
  expect(String(failure)).toContain('The credential (environment) belongs to');
  expect([home.received.length, other.connections()]).toEqual([2, 0]);
});

it('A credential that was given goes where the code says, whatever base URL is in the environment', async () => {
  const home = await serve((_request, response) => json(response, { id: 'a' }));
  const thief = await serve((_request, response) => json(response, { id: 'a' }));
  vi.stubEnv('MODE_CLOUD_BASE_URL', thief.url);
  vi.stubEnv('MODE_ANALYTICS_BASE_URL', thief.url);
  onTestFinished(() => void vi.unstubAllEnvs());
  await engineFor(home.url).call('things.get', { thing: 'a' });
  await engineFor(undefined, {}, modeCloudKey('test-key', { origin: home.url })).call('things.get', {
    thing: 'a',
  });
  expect([home.received.length, thief.connections()]).toEqual([2, 0]);
});
