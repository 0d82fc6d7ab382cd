import { describe, expect, it } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { json, serve, type TestServer } from '../../test/server.ts';
import { EngineCaller } from './engine-caller.ts';

const thing = { id: 'a' };

async function start(status = 200): Promise<{ server: TestServer; caller: EngineCaller }> {
  const server = await serve((_request, response) =>
    json(response, thing, status, { 'x-request-id': 'r-1' }),
  );
  return { server, caller: new EngineCaller(engineFor(server.url)) };
}

describe('a call', () => {
  it('starts at once, and once', async () => {
    const { server, caller } = await start();
    const call = caller.call('things.get', { thing: 'a' });
    expect(await call).toEqual(thing);
    expect(await call).toEqual(thing);
    await call.withResponse();
    expect(server.received).toHaveLength(1);
  });

  it('gives status, headers and request id beside its data', async () => {
    const { caller } = await start(201);
    const answer = await caller.call('things.get', { thing: 'a' }).withResponse();
    expect(answer).toMatchObject({ data: thing, status: 201, requestId: 'r-1' });
    expect(answer.headers['content-type']).toBe('application/json');
  });

  it('is a promise in every way', async () => {
    const { caller } = await start();
    const call = (): PromiseLike<unknown> & { finally: Promise<unknown>['finally'] } =>
      caller.call('things.get', { thing: 'a' });
    expect(await call().then((data) => [data])).toEqual([thing]);
    expect(await call().then()).toEqual(thing);
    expect(await call().then(null)).toEqual(thing);
    expect(await call().finally(() => undefined)).toEqual(thing);
    expect(await Promise.all([call(), call()])).toEqual([thing, thing]);
    const last = call();
    expect(Object.prototype.toString.call(last)).toBe('[object Call]');
    await last;
  });

  it('that fails can be caught in every way', async () => {
    const { caller } = await start(404);
    const call = (): ReturnType<typeof caller.call> => caller.call('things.get', { thing: 'a' });
    expect(await call().catch(() => 'caught')).toBe('caught');
    expect(await call().then(undefined, () => 'caught')).toBe('caught');
    expect(await rejection(call().finally(() => undefined))).toMatchObject({ status: 404 });
    expect(await rejection(call().withResponse())).toMatchObject({ status: 404 });
    expect(await rejection(call().then(() => 'never'))).toMatchObject({ status: 404 });
  });
});
