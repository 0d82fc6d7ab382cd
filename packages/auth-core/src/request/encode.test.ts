import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { json, serve } from '../../test/server.ts';
import { InputError } from '../errors/input-error.ts';

describe('an input', () => {
  it.each([
    ['an absolute URL', 'https://evil.test/x', '/things/https%3A%2F%2Fevil.test%2Fx'],
    ['another origin', '//evil.test', '/things/%2F%2Fevil.test'],
    ['slashes and dots', '../keys', '/things/..%2Fkeys'],
    ['a query', 'a?admin=1#x', '/things/a%3Fadmin%3D1%23x'],
    ['an encoded dot', '%2e%2e', '/things/%252e%252e'],
    ['a line break', 'a\r\nx: y', '/things/a%0D%0Ax%3A%20y'],
    ['a back slash', '..\\keys', '/things/..%5Ckeys'],
  ])('with %s in a path stays one segment of it', async (_what, thing, path) => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    await engineFor(server.url).call('things.get', { thing });
    expect(server.received[0]?.path).toBe(path);
  });

  it.each(['.', '..', ''])('with %j in a path is refused before sending', async (thing) => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const error = await rejection(engineFor(server.url).call('things.get', { thing }));
    expect(InputError.isInstance(error)).toBe(true);
    expect(server.connections()).toBe(0);
  });

  it('never leaves its segment, whatever it is', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const engine = engineFor(server.url);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (thing) => {
        const before = server.received.length;
        const sent = await engine.call('things.get', { thing }).then(
          () => true,
          (error: unknown) => !InputError.isInstance(error),
        );
        const path = server.received[before]?.path;
        return sent
          ? /^\/things\/[^/?#]+$/.test(path ?? '') && !/\/\.\.?$/.test(path ?? '')
          : path === undefined;
      }),
    );
  });

  it.each([
    ['a field that is missing', 'things.create', {}, 'name'],
    ['a field that is unknown', 'things.create', { name: 'n', nmae: 'n' }, 'nmae'],
    ['a wrong type', 'things.create', { name: 1 }, 'name'],
  ])('with %s is refused before sending, by name', async (_what, operation, input, named) => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const error = await rejection(engineFor(server.url).call(operation, input));
    expect(InputError.isInstance(error)).toBe(true);
    expect(String(error)).toContain(named);
    expect(server.connections()).toBe(0);
  });

  it('is copied before anything waits: changing it later changes no request', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const engine = engineFor(server.url);
    await engine.call('things.get', { thing: 'warm' });
    const input = { thing: 'mine' };
    const call = engine.call('things.get', input);
    input.thing = 'theirs';
    await call;
    expect(server.received[1]?.path).toBe('/things/mine');
  });

  it('of an operation that is not there is refused', async () => {
    expect(
      InputError.isInstance(await rejection(engineFor('http://127.0.0.1:1').call('things.gte', {}))),
    ).toBe(true);
  });
});
