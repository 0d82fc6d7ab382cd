import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { ConnectionError, CredentialError, TimeoutError, modeCloudKey } from '@bimodal/auth-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventText, inWords, openStream, take } from '../../test/open-stream.ts';
import { delivered, SocketServer } from '../../test/socket-server.ts';

let server: SocketServer;
beforeEach(async () => {
  server = await SocketServer.start();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server[Symbol.asyncDispose]();
});

describe('a connection that is lost', () => {
  it('comes back, and the gap stands where something may be missing', async () => {
    await using stream = openStream(server.url);
    const first = await server.next();
    first.socket.send(eventText('before'));
    await delivered(first.socket);
    const lost = Date.now();
    first.socket.terminate();
    const second = await server.next();
    second.socket.send(eventText('after'));
    const items = await take(stream, 3);
    expect(inWords(items)).toEqual(['before', 'gap: disconnected', 'after']);
    const gap = items[1];
    if (gap?.type !== 'gap') throw new Error('The second item is a gap.');
    expect(gap.from.getTime()).toBeLessThanOrEqual(lost);
    expect(gap.to.getTime()).toBeGreaterThanOrEqual(lost);
  });

  it('comes back as often as it is lost, with the credential of the moment', async () => {
    let count = 0;
    const expiresAt = () => new Date(Date.now() + 1);
    const provide = () => modeCloudKey(`test-token-${(count += 1)}`, { expiresAt: expiresAt() });
    await using stream = openStream(server.url, {}, { name: 'test', provide });
    for (const key of ['test-token-1', 'test-token-2', 'test-token-3']) {
      const { socket, request } = await server.next();
      expect(request.headers.authorization).toBe(`ModeCloud ${key}`);
      socket.terminate();
    }
    expect(inWords(await take(stream, 2))).toEqual(['gap: disconnected', 'gap: disconnected']);
  });

  it('bears a provider that has no credential meanwhile, once it had one', async () => {
    const answers = ['test-token-1', undefined, undefined, 'test-token-2'];
    const provide = () => {
      const key = answers.shift();
      if (key === undefined) throw new Error('the network is down');
      return modeCloudKey(key, { expiresAt: new Date(Date.now() + 1) });
    };
    await using stream = openStream(server.url, {}, { name: 'test', provide });
    (await server.next()).socket.terminate();
    expect((await server.next()).request.headers.authorization).toBe('ModeCloud test-token-2');
    expect(inWords(await take(stream, 1))).toEqual(['gap: disconnected']);
  });

  it('ends at first with what its provider has failed with', async () => {
    const provide = () => Promise.reject(new Error('the network is down'));
    const stream = openStream(server.url, {}, { name: 'test', provide });
    await expect(stream.connected).rejects.toBeInstanceOf(CredentialError);
  });

  it('is noticed when the peer falls silent without closing', async () => {
    await using stream = openStream(server.url, { pingInterval: 20, pongTimeout: 20 });
    const { connection } = await server.next();
    await stream.connected;
    connection.pause();
    expect(inWords(await take(stream, 1))).toEqual(['gap: disconnected']);
    connection.resume();
  });

  it('is noticed, and its gap is one, though the clock is set back by an hour meanwhile', async () => {
    await using stream = openStream(server.url, { pingInterval: 20, pongTimeout: 20 });
    const { connection, socket } = await server.next();
    await stream.connected;
    socket.send(eventText('before'));
    await delivered(socket);
    connection.pause();
    const real = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => real() - 3_600_000);
    const items = await take(stream, 2);
    expect(inWords(items)).toEqual(['before', 'gap: disconnected']);
    const gap = items[1];
    if (gap?.type !== 'gap') throw new Error('The second item is a gap.');
    expect(gap.from.getTime()).toBeLessThanOrEqual(gap.to.getTime());
    expect(gap.to.getTime()).toBeLessThan(real() - 3_000_000);
    connection.resume();
  });

  it('is not one whose ping is answered while the clock is set back', async () => {
    await using stream = openStream(server.url, { pingInterval: 100, pongTimeout: 10_000 });
    const { socket } = await server.next();
    const real = Date.now.bind(Date);
    let back = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => real() - (back += 3_600_000));
    // More often than the other side may take to answer: each is asked for in its time.
    for (let n = 0; n < 5; n++) await once(socket, 'ping');
    await stream.close();
    expect(server.requests).toHaveLength(1);
  });

  it('is not one that only answers pings', async () => {
    await using stream = openStream(server.url, { pingInterval: 1_000, pongTimeout: 1_000 });
    const { socket } = await server.next();
    await once(socket, 'ping');
    await once(socket, 'ping');
    await stream.close();
    expect(server.requests).toHaveLength(1);
  });

  it('that was never there is a ConnectionError once the timeout has passed', async () => {
    const url = server.url;
    await server[Symbol.asyncDispose]();
    server = await SocketServer.start();
    const stream = openStream(url, { timeout: 2_000 });
    await expect(stream.connected).rejects.toBeInstanceOf(ConnectionError);
    await expect(take(stream, 1)).rejects.toBeInstanceOf(ConnectionError);
  });

  it('that is never answered is a TimeoutError once the timeout has passed, and is given up', async () => {
    const gone = Promise.withResolvers<void>();
    const silent = createServer((socket) => {
      socket.resume().on('close', () => gone.resolve());
    });
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    const { port } = silent.address() as AddressInfo;
    const stream = openStream(`http://127.0.0.1:${port}`, { timeout: 50 });
    await expect(stream.connected).rejects.toBeInstanceOf(TimeoutError);
    await stream.ended;
    await gone.promise;
    silent.close();
  });
});
