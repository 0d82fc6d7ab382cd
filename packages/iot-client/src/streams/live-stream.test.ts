import { channel } from 'node:diagnostics_channel';
import { getEventListeners, once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { AuthenticationError, InputError, modeCloudKey } from '@bimodal/auth-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventText, inWords, openStream, take } from '../../test/open-stream.ts';
import { delivered, SocketServer } from '../../test/socket-server.ts';
import { BufferFullError } from './buffer-full-error.ts';

let server: SocketServer;
beforeEach(async () => {
  server = await SocketServer.start();
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

describe('a stream', () => {
  it('brings messages in order, with the key in the header and not in the URL', async () => {
    await using stream = openStream(server.url);
    const { socket, request } = await server.next();
    await stream.connected;
    socket.send(eventText('one'));
    socket.send(eventText('two'));
    expect(inWords(await take(stream, 2))).toEqual(['one', 'two']);
    expect(request.headers.authorization).toBe('ModeCloud test-token');
    expect(request.url).toBe('/userSession/websocket');
  });

  it('keeps what comes in one packet with the handshake’s answer', async () => {
    server.greeting = eventText('early');
    await using stream = openStream(server.url);
    expect(inWords(await take(stream, 1))).toEqual(['early']);
  });

  it('reports frames that it cannot read, and goes on', async () => {
    await using stream = openStream(server.url);
    const { socket } = await server.next();
    for (const frame of [Buffer.from([1]), 'nonsense', '[1]', '{}', '{"eventType":5}', eventText('good')])
      socket.send(frame);
    expect(inWords(await take(stream, 6))).toEqual([
      'malformed: It is binary, and text was expected.',
      'malformed: It is not JSON.',
      'malformed: It is no JSON object.',
      'malformed: It has no `eventType`.',
      'malformed: It has no `eventType`.',
      'good',
    ]);
  });

  it('drops the oldest when nobody reads, and says so', async () => {
    await using stream = openStream(server.url, { buffer: 3 });
    const { socket } = await server.next();
    for (let index = 1; index <= 10; index += 1) socket.send(eventText(String(index)));
    await delivered(socket);
    const items = await take(stream, 4);
    expect(inWords(items)).toEqual(['gap: overflow', '8', '9', '10']);
    expect(items[0]).toMatchObject({ dropped: 7 });
  });

  it('keeps the oldest where it is told to, and says what came to nothing', async () => {
    await using stream = openStream(server.url, { buffer: 3, whenFull: 'dropNewest' });
    const { socket } = await server.next();
    for (let index = 1; index <= 10; index += 1) socket.send(eventText(String(index)));
    await delivered(socket);
    const items = await take(stream, 4);
    expect(inWords(items)).toEqual(['1', '2', '3', 'gap: overflow']);
    expect(items[3]).toMatchObject({ dropped: 7 });
  });

  it('ends where it shall fail, and leaves the connection', async () => {
    await using stream = openStream(server.url, { buffer: 3, whenFull: 'fail' });
    const { socket } = await server.next();
    const goodbye = once(socket, 'close');
    for (let index = 1; index <= 10; index += 1) socket.send(eventText(String(index)));
    await stream.ended;
    expect((await goodbye)[0]).toBe(1000);
    expect(inWords(await take(stream, 3))).toEqual(['1', '2', '3']);
    await expect(take(stream, 1)).rejects.toBeInstanceOf(BufferFullError);
  });

  it('loses nothing of a burst that its reader keeps up with', async () => {
    await using stream = openStream(server.url);
    const { socket, connection } = await server.next();
    // The smallest messages there are, as many as one read of a socket can bring.
    connection.cork();
    for (let index = 0; index < 3_000; index += 1) socket.send('{"eventType":"x"}');
    connection.uncork();
    expect(new Set(inWords(await take(stream, 3_000)))).toEqual(new Set(['x']));
  });

  it.each([{ buffer: 0 }, { pingInterval: -1 }, { timeout: Number.NaN }, { whenFull: 'toString' as 'fail' }])(
    'refuses the options %j',
    (options) => {
      expect(() => openStream(server.url, options)).toThrow(InputError);
    },
  );
});

describe('a stream that ends', () => {
  it('by close() lets what came in be read, says goodbye, and leaves nothing behind', async () => {
    const { signal } = new AbortController();
    const stream = openStream(server.url, { signal });
    const { socket } = await server.next();
    const goodbye = once(socket, 'close');
    socket.send(eventText('last'));
    await delivered(socket);
    await stream.close();
    expect(inWords(await take(stream, 2))).toEqual(['last']);
    expect((await goodbye)[0]).toBe(1000);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(channel('undici:websocket:pong').hasSubscribers).toBe(false);
  });

  it('by leaving the loop closes the connection', async () => {
    const stream = openStream(server.url);
    const { socket } = await server.next();
    const goodbye = once(socket, 'close');
    socket.send(eventText('only'));
    for await (const item of stream) {
      expect(inWords([item])).toEqual(['only']);
      break;
    }
    expect((await goodbye)[0]).toBe(1000);
    await stream.ended;
  });

  it('by abort rejects the read that waits with the reason, unchanged', async () => {
    const abort = new AbortController();
    const stream = openStream(server.url, { signal: abort.signal });
    const { socket } = await server.next();
    await stream.connected;
    const goodbye = once(socket, 'close');
    const read = take(stream, 1);
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(read).rejects.toBe(reason);
    await goodbye;
    await stream.ended;
    expect(await take(stream, 1)).toEqual([]);
    expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
  });

  it('by abort forgets what was not read', async () => {
    const abort = new AbortController();
    const stream = openStream(server.url, { signal: abort.signal });
    const { socket } = await server.next();
    socket.send(eventText('unread'));
    await delivered(socket);
    abort.abort('enough');
    await expect(take(stream, 1)).rejects.toBe('enough');
    await stream.ended;
  });

  it('before it began sends nothing', async () => {
    const stream = openStream(server.url, { signal: AbortSignal.abort('early') });
    await expect(stream.connected).rejects.toBe('early');
    await expect(take(stream, 1)).rejects.toBe('early');
    await stream.ended;
    expect(server.requests).toEqual([]);
  });

  it('drops a connection whose peer never says goodbye', async () => {
    const stream = openStream(server.url);
    const { connection } = await server.next();
    await stream.connected;
    connection.pause();
    await stream.close();
    connection.resume();
    await once(connection, 'close');
    expect(connection.destroyed).toBe(true);
  });
});

describe('a handshake that is refused', () => {
  it.each([
    [401, 'UNAUTHENTICATED_CLIENT'],
    [403, 'PERMISSION_DENIED'],
    [404, 'NOT_FOUND'],
  ])('with %i ends the stream with the platform’s word, and is not repeated', async (status, reason) => {
    server.refusals.push({ status, body: JSON.stringify({ reason }) });
    const stream = openStream(server.url);
    await expect(stream.connected).rejects.toMatchObject({
      status,
      code: reason,
      operation: 'events.stream',
    });
    await expect(take(stream, 1)).rejects.toMatchObject({ status, code: reason });
    await stream.ended;
    expect(server.requests).toHaveLength(1);
  });

  it('with 503 is repeated', async () => {
    server.refusals.push({ status: 503 }, { status: 500 });
    await using stream = openStream(server.url);
    await stream.connected;
    expect(server.requests).toHaveLength(3);
  });

  it('with 400 is repeated where nobody says why, as half of a handshake is refused, and else ends the stream', async () => {
    const body = JSON.stringify({ reason: 'INVALID_PARAMETERS' });
    server.refusals.push({ status: 400 }, { status: 400, body: '{"error":"Bad Request"}' });
    const stream = openStream(server.url);
    await stream.connected;
    expect(server.requests).toHaveLength(3);
    server.refusals.push({ status: 400, body });
    (await server.next()).socket.terminate();
    await stream.ended;
    expect(server.requests).toHaveLength(4);
  });

  it('with 429 is repeated when the platform says so', async () => {
    server.refusals.push({ status: 429, headers: 'Retry-After: 1\r\n' });
    const began = performance.now();
    await using stream = openStream(server.url);
    await stream.connected;
    expect(performance.now() - began).toBeGreaterThan(990);
  });

  it('ends a stream that was connected before', async () => {
    const stream = openStream(server.url);
    const { socket } = await server.next();
    server.refusals.push({ status: 401 });
    socket.send(eventText('before'));
    await delivered(socket);
    socket.terminate();
    const reader = stream[Symbol.asyncIterator]();
    expect((await reader.next()).done).toBe(false);
    await expect(reader.next()).rejects.toBeInstanceOf(AuthenticationError);
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it('is no unhandled rejection where nobody looks', async () => {
    server.refusals.push({ status: 401 });
    const unhandled = vi.fn<() => void>();
    process.on('unhandledRejection', unhandled);
    await openStream(server.url).ended;
    await turn();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('is tried once more with a credential renewed by its provider', async () => {
    server.refusals.push({ status: 401 });
    const keys = ['test-token', 'test-key'];
    const provide = () => modeCloudKey(keys.shift() ?? '');
    await using stream = openStream(server.url, {}, { name: 'test', provide });
    await stream.connected;
    expect(server.requests.map((request) => request.headers.authorization)).toEqual([
      'ModeCloud test-token',
      'ModeCloud test-key',
    ]);
  });
});
