import { describe, expect, it } from 'vitest';
import { engineFor, facts, rejection } from '../../test/engine.ts';
import { json, serve } from '../../test/server.ts';
import type { CallOptions } from './call-options.ts';
import { readSettings, type ClientOptions } from './settings.ts';

/** Options as JavaScript may give them. */
const wild = (options: object): ClientOptions => ({ ...options });

describe('the options of a client', () => {
  it('have the documented defaults', () => {
    expect(readSettings(facts, {})).toMatchObject({
      base: undefined,
      production: { origin: 'https://things.test', prefix: '' },
      timeout: 60_000,
      retries: 2,
      validate: 'warn',
      userAgent: 'things/1.0.0',
      headers: [],
      allowInsecureHttp: false,
      maxBodyBytes: 32 * 1024 * 1024,
      stallTimeout: 30_000,
      limiter: undefined,
    });
  });

  it.each<[string, ClientOptions]>([
    ['timeout', { timeout: 0 }],
    ['timeout', { timeout: 2 ** 31 }],
    ['retries', { retries: -1 }],
    ['retries', { retries: 1.5 }],
    ['maxBodyBytes', { maxBodyBytes: Number.NaN }],
    ['stallTimeout', { stallTimeout: Number.POSITIVE_INFINITY }],
    ['userAgent', { userAgent: 'mine\n' }],
    ['base URL', { baseUrl: 'things.test' }],
    ['authorization', { headers: { Authorization: 'test-secret' } }],
    ['`timeot` is no option of a client. There are', wild({ timeot: 5 })],
    ['validate', wild({ validate: 'yes' })],
    ['rateLimit({ requests: 5, seconds: 1 })', wild({ limiter: { requests: 5, seconds: 1 } })],
  ])('with a %s that cannot be are refused', (named, options) => {
    expect(() => readSettings(facts, options)).toThrow(named);
  });

  it('are copied: changing them later changes nothing', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const options = { baseUrl: server.url, headers: { 'x-a': 'mine' }, userAgent: 'mine' };
    const engine = engineFor(undefined, options);
    Object.assign(options, { baseUrl: 'http://127.0.0.1:1', userAgent: 'theirs' });
    options.headers['x-a'] = 'theirs';
    await engine.call('things.get', { thing: 'a' });
    expect(server.received[0]?.headers).toMatchObject({ 'x-a': 'mine', 'user-agent': 'things/1.0.0 mine' });
  });
});

describe('the options of a call', () => {
  it.each<[string, CallOptions]>([
    ['timeout', { timeout: -1 }],
    ['retries', { retries: -1 }],
    ['maxBodyBytes', { maxBodyBytes: -1 }],
    ['host', { headers: { host: 'things.test' } }],
    ['x-a', { headers: { 'x-a': 'test-secret\n' } }],
  ])('with a %s that cannot be are refused before sending', async (named, options) => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const error = await rejection(engineFor(server.url).call('things.get', { thing: 'a' }, options));
    expect(error).toMatchObject({ name: 'InputError' });
    expect(String(error)).toContain(named);
    expect(String(error)).not.toContain('test-secret');
    expect(server.connections()).toBe(0);
  });

  it('for a stream are checked too', async () => {
    const server = await serve((_request, response) => void response.writeHead(200).end());
    const call = engineFor(server.url).bytes('things.download', { thing: 'a' }, { stallTimeout: 0 });
    expect(await rejection(call)).toMatchObject({ name: 'InputError' });
  });
});
