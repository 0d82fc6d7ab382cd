import { describe, expect, it } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { json, serve, serveInTurn } from '../../test/server.ts';
import type { StepRequest } from '../options/settings.ts';

const thing = { id: 'a' };

describe('a step before each attempt', () => {
  it('sees method, URL and headers, but no credential', async () => {
    const server = await serve((_request, response) => json(response, thing));
    const seen: StepRequest[] = [];
    const engine = engineFor(server.url, { before: (request) => void seen.push(structuredClone(request)) });
    await engine.call('things.create', { name: 'n' });
    expect(seen).toEqual([
      {
        method: 'POST',
        url: `${server.url}/things`,
        headers: { accept: 'application/json', 'accept-encoding': 'gzip', 'user-agent': 'things/1.0.0' },
      },
    ]);
    expect(server.received[0]?.headers['authorization']).toBe('ModeCloud test-key');
  });

  it('may wait, and add, change and remove headers', async () => {
    const server = await serve((_request, response) => json(response, thing));
    const engine = engineFor(server.url, {
      headers: { 'x-a': '1', 'x-b': '2' },
      before: async ({ headers }) => {
        await new Promise((resolve) => setImmediate(resolve));
        headers['x-a'] = 'changed';
        delete headers['x-b'];
        headers['x-signature'] = 'added';
      },
    });
    await engine.call('things.create', { name: 'n' });
    expect(server.received[0]?.headers).toMatchObject({
      'x-a': 'changed',
      'x-signature': 'added',
      'content-type': 'application/json',
    });
    expect(server.received[0]?.headers).not.toHaveProperty('x-b');
  });

  it.each(['authorization', 'Authorization', 'host', 'content-length', 'content-type'])(
    'cannot set %s',
    async (name) => {
      const server = await serve((_request, response) => json(response, thing));
      const engine = engineFor(server.url, {
        before: ({ headers }) => {
          headers[name] = 'canary';
        },
      });
      await expect(engine.call('things.get', { thing: 'a' })).rejects.toThrow('is set by the client itself');
      expect(server.received).toEqual([]);
    },
  );

  it('changes nothing else', async () => {
    const server = await serve((_request, response) => json(response, thing));
    const engine = engineFor(server.url, {
      before: (request) => void Reflect.set(request, 'url', 'https://evil.test'),
    });
    await engine.call('things.get', { thing: 'a' });
    expect(server.received[0]?.path).toBe('/things/a');
  });

  it('changes nothing once it is done', async () => {
    let kept: Record<string, string> = {};
    const server = await serve((_request, response) => json(response, thing));
    const engine = engineFor(server.url, {
      before: ({ headers }) => {
        kept = headers;
        setImmediate(() => (headers['x-late'] = '1'));
      },
    });
    await engine.call('things.get', { thing: 'a' });
    expect(kept).toHaveProperty('x-late');
    expect(JSON.stringify(kept)).not.toContain('test-key');
    expect(server.received[0]?.headers).not.toHaveProperty('x-late');
  });

  it('runs for each attempt', async () => {
    const server = await serveInTurn(
      (_request, response) => json(response, {}, 503, { 'retry-after': '0' }),
      (_request, response) => json(response, thing),
    );
    let runs = 0;
    const engine = engineFor(server.url, {
      before: ({ headers }) => {
        runs += 1;
        headers['x-run'] = String(runs);
      },
    });
    await engine.call('things.get', { thing: 'a' });
    expect(server.received.map(({ headers }) => headers['x-run'])).toEqual(['1', '2']);
  });

  it.each([
    [
      'throws',
      () => {
        throw new RangeError('mine');
      },
    ],
    ['rejects', () => Promise.reject(new RangeError('mine'))],
  ])('that %s fails the call with its own error, once', async (_how, before) => {
    const server = await serve((_request, response) => json(response, thing));
    const error = await rejection(engineFor(server.url, { before }).call('things.get', { thing: 'a' }));
    expect(error).toBeInstanceOf(RangeError);
    expect(server.received).toEqual([]);
  });

  it('that never ends is ended by the deadline', async () => {
    const server = await serve((_request, response) => json(response, thing));
    const engine = engineFor(server.url, { before: () => new Promise(() => undefined), timeout: 50 });
    expect(await rejection(engine.call('things.get', { thing: 'a' }))).toMatchObject({
      name: 'TimeoutError',
    });
  });
});
