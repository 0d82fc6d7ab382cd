import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cloudEnvironment } from '../src/credentials/environment.ts';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import { storedCredential } from '../src/credentials/stored.ts';
import type { ClientOptions } from '../src/options/settings.ts';
import { OriginError } from '../src/errors/origin-error.ts';
import { engineFor, rejection } from './engine.ts';
import { json, serve, type TestServer } from './server.ts';

const thing = { thing: 'a' };

/** Other machines, some with names that look like this one's. */
const elsewhere = [
  'things.test',
  'evil-localhost',
  'localhost.things.test',
  '127.0.0.1.things.test',
  '128.0.0.1',
  '0.0.0.0',
  '10.0.0.1',
  '192.168.0.1',
  '[fe80::1]',
  '[::ffff:192.168.0.1]',
];

/** Takes every host for the server on this machine, whatever it is called. */
function anywhere(): Agent {
  const agent = new Agent({
    connect: { lookup: (_host, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]) },
  });
  onTestFinished(() => agent.destroy());
  return agent;
}

/** How a place comes to be called. */
const ways: Readonly<Record<string, (place: string, options: ClientOptions) => Promise<unknown>>> = {
  'a base URL': async (place, options) => engineFor(place, options).call('things.get', thing),
  'a credential’s own origin': (place, options) =>
    engineFor(undefined, options, modeCloudKey('test-key', { origin: place })).call('things.get', thing),
  'a base URL of the environment': (place, options) =>
    engineFor(
      undefined,
      options,
      cloudEnvironment({ MODE_CLOUD_KEY: 'test-key', MODE_CLOUD_BASE_URL: place }),
    ).call('things.get', thing),
  'the origin of a profile': (place, options) =>
    engineFor(
      undefined,
      options,
      storedCredential('cloud', { key: 'test-key', origin: place }, 'profile "a"'),
    ).call('things.get', thing),
  'a redirect of a download': async (place, options) => {
    const server = await serve(
      (_request, response) =>
        void response.writeHead(302, { location: `${place}/file?signature=test-secret` }).end(),
    );
    return (await engineFor(server.url, options).bytes('things.download', thing)).data.text();
  },
  'the address for a file': (place, options) =>
    engineFor('http://127.0.0.1:9', options).putFile('things.get', `${place}/file`, {
      bytes: Buffer.from('a'),
      type: 'text/plain',
    }),
};

/** Answers all of these. */
function answering(): Promise<TestServer> {
  return serve((_request, response) => json(response, { id: 'a' }));
}

describe.each(Object.keys(ways))('%s', (way) => {
  it.each(elsewhere)('over plain http is refused: %s', async (host) => {
    const server = await answering();
    const place = `http://${host}:${server.port}`;
    const call = Promise.resolve().then(() => ways[way]?.(place, { dispatcher: anywhere(), retries: 0 }));
    const failure = await rejection(call);
    expect(OriginError.isInstance(failure)).toBe(true);
    expect(String(failure)).toContain('is plain http');
    expect(String(failure)).not.toContain('test-secret');
    expect(server.connections()).toBe(0);
  });

  it('over plain http is taken where that is asked for by name', async () => {
    const server = await answering();
    const place = `http://things.test:${server.port}`;
    await ways[way]?.(place, { dispatcher: anywhere(), allowInsecureHttp: true });
    expect(server.received.map(({ headers }) => headers.host)).toEqual([`things.test:${server.port}`]);
  });

  it.each(['127.0.0.1', 'localhost', 'things.localhost', '127.1'])(
    'at %s needs no permission',
    async (host) => {
      const server = await answering();
      await ways[way]?.(`http://${host}:${server.port}`, { dispatcher: anywhere() });
      expect(server.received).toHaveLength(1);
    },
  );
});

it.each(['a call', 'a download'])('What one client may do, another may not: %s', async (what) => {
  const server = await answering();
  const credential = modeCloudKey('test-key', { origin: `http://things.test:${server.port}` });
  const send = (options: ClientOptions): Promise<unknown> => {
    const engine = engineFor(undefined, { dispatcher: anywhere(), ...options }, credential);
    return what === 'a call' ? engine.call('things.get', thing) : engine.bytes('things.download', thing);
  };
  await send({ allowInsecureHttp: true });
  expect(OriginError.isInstance(await rejection(send({})))).toBe(true);
  await send({ allowInsecureHttp: true });
  expect(server.received).toHaveLength(2);
});
