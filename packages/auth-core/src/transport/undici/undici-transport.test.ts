import { Agent } from 'undici';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { eventually } from '../../../test/eventually.ts';
import { engineFor, rejection } from '../../../test/engine.ts';
import { json, serve } from '../../../test/server.ts';
import { modeCloudKey } from '../../credentials/mode-cloud-key.ts';

const thing = { id: 'a' };

describe('the connections of a client', () => {
  it('are kept and used again', async () => {
    const server = await serve((_request, response) => json(response, thing));
    const engine = engineFor(server.url);
    for (let call = 0; call < 10; call += 1) await engine.call('things.get', { thing: 'a' });
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it('are at most 50', async () => {
    const waiting: (() => void)[] = [];
    const server = await serve((_request, response) => void waiting.push(() => json(response, thing)));
    const engine = engineFor(server.url);
    const calls = Array.from({ length: 70 }, () => engine.call('things.get', { thing: 'a' }));
    await eventually(() => expect(waiting.length).toBe(50));
    expect(server.connections()).toBe(50);
    const answering = setInterval(() => waiting.splice(0).forEach((answer) => answer()), 1);
    await Promise.all(calls);
    clearInterval(answering);
    expect(server.connections()).toBe(50);
  });

  it('are shared with a client made from it', async () => {
    const server = await serve((_request, response) => json(response, thing));
    const engine = engineFor(server.url);
    await engine.call('things.get', { thing: 'a' });
    await new Promise((resolve) => setImmediate(resolve));
    await engine.with({ baseUrl: server.url }, modeCloudKey('test-key-2')).call('things.get', { thing: 'a' });
    expect(server.connections()).toBe(1);
    expect(server.received[1]?.headers['authorization']).toBe('ModeCloud test-key-2');
  });
});

describe('closing', () => {
  it('lets what is under way finish, and then ends the connections', async () => {
    let finish = (): void => undefined;
    const gone = vi.fn<() => void>();
    const server = await serve((request, response) => {
      request.socket.on('close', gone);
      finish = () => json(response, thing);
    });
    const engine = engineFor(server.url);
    const call = engine.call('things.get', { thing: 'a' });
    await eventually(() => expect(server.received).toHaveLength(1));
    const closed = engine.close();
    finish();
    expect((await call).data).toEqual(thing);
    await closed;
    await eventually(() => expect(gone).toHaveBeenCalledOnce());
  });

  it('may be said twice, by two clients, and before the first call', async () => {
    const server = await serve((_request, response) => json(response, thing));
    const engine = engineFor(server.url);
    await engine.call('things.get', { thing: 'a' });
    const other = engine.with({ baseUrl: server.url }, modeCloudKey('test-key'));
    await Promise.all([engine.close(), engine.close(), other.close()]);
    await engine.close();
    const unused = engineFor(server.url);
    await unused.close();
    expect(await rejection(unused.call('things.get', { thing: 'a' }))).toMatchObject({
      sent: false,
      retryable: false,
    });
  });

  it('leaves a dispatcher that was given open', async () => {
    const server = await serve((_request, response) => json(response, thing));
    const dispatcher = new Agent();
    onTestFinished(() => dispatcher.close());
    const engine = engineFor(server.url, { dispatcher });
    await engine.call('things.get', { thing: 'a' });
    await engine.close();
    expect(dispatcher.closed).toBe(false);
    await engineFor(server.url, { dispatcher }).call('things.get', { thing: 'a' });
  });
});
