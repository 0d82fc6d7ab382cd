import { describe, expect, it } from 'vitest';
import type { CallOptions } from '../src/options/call-options.ts';
import type { ClientOptions } from '../src/options/settings.ts';
import { EngineCaller } from '../src/caller/engine-caller.ts';
import { engineFor, rejection } from './engine.ts';
import { json, serve } from './server.ts';

/** As plain JavaScript passes them. */
function untyped<T>(options: object): T {
  return options as T;
}

describe('null', () => {
  it('is no signal, as in fetch', async () => {
    const server = await serve((_request, response) => json(response, { things: [{ id: 'a' }] }));
    const caller = new EngineCaller(engineFor(server.url));
    expect(await caller.list('things.listWhole', {}, { signal: null }).toArray()).toHaveLength(1);
    const bytes = await caller.bytes('things.download', { thing: 'a' }, { signal: null });
    expect(await bytes.text()).toContain('things');
  });

  it.each(['timeout', 'retries', 'headers', 'maxBodyBytes', 'stallTimeout', 'allowUnframed'])(
    'is no %s of a call',
    async (name) => {
      const server = await serve((_request, response) => json(response, { id: 'a' }));
      const options = untyped<CallOptions>({ [name]: null });
      const error = await rejection(engineFor(server.url).call('things.get', { thing: 'a' }, options));
      expect(error).toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(`\`${name}\` is null`),
      });
      expect(server.connections()).toBe(0);
    },
  );

  it.each(['baseUrl', 'dispatcher', 'limiter', 'before', 'headers', 'userAgent', 'timeout', 'validate'])(
    'is no %s of a client',
    (name) => {
      const options = untyped<ClientOptions>({ [name]: null });
      expect(() => engineFor('http://127.0.0.1:1', options)).toThrow(`\`${name}\` is null`);
    },
  );
});

it.each([
  ['a Headers', () => new Headers({ 'x-trace': 'first' })],
  ['a Map', () => new Map([['x-trace', 'first']])],
])('Headers may be %s, and are those of the moment of the call', async (_what, make) => {
  const server = await serve((_request, response) => json(response, { things: [] }));
  const headers = make();
  const list = new EngineCaller(engineFor(server.url)).list('things.listWhole', {}, { headers });
  headers.set('x-trace', 'second');
  await list;
  expect(server.received.map((one) => one.headers['x-trace'])).toEqual(['first']);
});

it('A step before the request is a function', () => {
  const options = untyped<ClientOptions>({ before: {} });
  expect(() => engineFor('http://127.0.0.1:1', options)).toThrow('`before` must be a function');
});
