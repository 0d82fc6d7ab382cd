import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { serve } from '../../test/server.ts';
import { basic } from '../credentials/basic.ts';
import { modeCloudKey } from '../credentials/mode-cloud-key.ts';

const listen = ['things.listen', { thing: 'a b' }, 'key'] as const;

describe('the address of a websocket with its key', () => {
  it.each([
    ['https://things.test', 'wss://things.test/things/a%20b/stream?key=test-key'],
    ['https://things.test:8443/v2/', 'wss://things.test:8443/v2/things/a%20b/stream?key=test-key'],
    ['http://127.0.0.1:80', 'ws://127.0.0.1/things/a%20b/stream?key=test-key'],
    [undefined, 'wss://things.test/things/a%20b/stream?key=test-key'],
  ])('is that of %s', async (url, address) => {
    expect(await engineFor(url).socketUrl(...listen)).toBe(address);
  });

  it('holds whatever a key has in it', async () => {
    const key = 'test-key&x=1#+/=%';
    const address = await engineFor('https://things.test', {}, modeCloudKey(key)).socketUrl(...listen);
    expect(new URL(address).searchParams.get('key')).toBe(key);
    expect(new URL(address).hash).toBe('');
  });

  it('is given for plain http to another machine only where that is allowed', async () => {
    const open = { allowInsecureHttp: true };
    expect(await engineFor('http://things.test', open).socketUrl(...listen)).toMatch(
      /^ws:\/\/things\.test\//,
    );
    const stored = modeCloudKey('test-key', { origin: 'http://things.test' });
    const error = await rejection(engineFor(undefined, {}, stored).socketUrl(...listen));
    expect(error).toMatchObject({ name: 'OriginError' });
  });

  it('is refused for a credential of another origin, of another platform, and where there is none', async () => {
    const url = 'https://things.test';
    const elsewhere = modeCloudKey('test-key', { origin: 'https://other.test' });
    const none = { name: 'mine', provide: () => Promise.resolve({ lookedFor: 'nothing' }) };
    const other = basic({ token: 'test-token', secret: 'test-secret' });
    for (const [credential, name] of [
      [elsewhere, 'OriginError'],
      [none, 'CredentialError'],
      [other, 'InputError'],
    ] as const) {
      const error = await rejection(engineFor(url, {}, credential).socketUrl(...listen));
      expect(error).toMatchObject({ name });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/test-(key|token|secret)/);
    }
  });

  it('is asked of the provider, no longer than the deadline allows', async () => {
    const silent = { name: 'mine', provide: () => new Promise<never>(() => {}) };
    const asked = engineFor('https://things.test', {}, silent).socketUrl(...listen, { timeout: 20 });
    expect(await rejection(asked)).toMatchObject({ name: 'TimeoutError' });
  });

  it('is not asked of the server, and no step sees it', async () => {
    const urls: string[] = [];
    const server = await serve((_request, response) => void response.end('{}'));
    const engine = engineFor(server.url, { before: ({ url }) => void urls.push(url) });
    await engine.socketUrl(...listen);
    expect([server.received, urls]).toEqual([[], []]);
  });
});
