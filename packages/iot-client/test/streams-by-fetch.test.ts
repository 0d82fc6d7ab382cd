import { once } from 'node:events';
import { inspect } from 'node:util';
import { attemptChannel, fetchTransport, modeCloudKey, type GivenTransport } from '@bimodal/auth-core';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { InputError, IotClient } from '../src/index.ts';
import type { SeriesPoint } from '../src/series/time-series.ts';
import { openBackfilledStream } from '../src/streams/event-stream.ts';
import { caller, eventText, inWords, openStream, take } from './open-stream.ts';
import { delivered, SocketServer } from './socket-server.ts';

let server: SocketServer;
beforeEach(async () => {
  server = await SocketServer.start();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await server[Symbol.asyncDispose]();
});

const token = 'test/token+1';
const user = modeCloudKey(token, { kind: 'user' });
const inQuery = '/userSession/websocket?authToken=test%2Ftoken%2B1';

const transports: readonly [string, () => GivenTransport | undefined][] = [
  ['undici', () => undefined],
  ['fetch', () => fetchTransport()],
];

describe.each(transports)('a stream over %s', (_name, transport) => {
  it('brings messages in order, with the key in the header and not in the address', async () => {
    await using stream = openStream(server.url, {}, user, transport());
    const { socket, request } = await server.next();
    for (const text of [eventText('one'), 'nonsense', Buffer.from([1]), eventText('two')]) socket.send(text);
    expect(inWords(await take(stream, 4))).toEqual([
      'one',
      'malformed: It is not JSON.',
      'malformed: It is binary, and text was expected.',
      'two',
    ]);
    expect(request.headers.authorization).toBe(`ModeCloud ${token}`);
    expect(request.url).toBe('/userSession/websocket');
  });

  it('keeps what comes in one packet with the handshake’s answer', async () => {
    server.greeting = eventText('early');
    await using stream = openStream(server.url, {}, user, transport());
    expect(inWords(await take(stream, 1))).toEqual(['early']);
  });

  it('comes back after a loss, and says what is not known', async () => {
    await using stream = openStream(server.url, {}, user, transport());
    const { socket } = await server.next();
    socket.send(eventText('before'));
    await delivered(socket);
    socket.terminate();
    const again = await server.next();
    again.socket.send(eventText('after'));
    const items = await take(stream, 3);
    expect(inWords(items)).toEqual(['before', 'gap: disconnected', 'after']);
  });

  it('keeps as much as it is told to', async () => {
    await using stream = openStream(server.url, { buffer: 3 }, user, transport());
    const { socket } = await server.next();
    for (let index = 1; index <= 10; index += 1) socket.send(eventText(String(index)));
    await delivered(socket);
    expect(inWords(await take(stream, 4))).toEqual(['gap: overflow', '8', '9', '10']);
  });

  it('fills a gap', async () => {
    async function* points(): AsyncGenerator<SeriesPoint, void, undefined> {
      yield { timestamp: new Date().toISOString(), value: 21 };
    }
    async function* nothing(): AsyncGenerator<never, void, undefined> {}
    const stores = { timeSeries: { points }, collections: { points: nothing } };
    const backfill = { from: [{ home: 1, module: 'tsdb', series: 'celsius' }] };
    const opener = caller(server.url, user, transport());
    await using stream = openBackfilledStream(opener, { reconnectDelay: 5 }, backfill, stores);
    const { socket } = await server.next();
    await stream.connected;
    socket.terminate();
    await server.next();
    const types: string[] = [];
    for await (const { type } of stream) {
      types.push(type);
      if (type === 'backfillEnd') break;
    }
    expect(types[0]).toBe('gap');
  });

  it('says goodbye when it is left, and waits for no peer that is gone', async () => {
    const left = openStream(server.url, {}, user, transport());
    const { socket } = await server.next();
    await left.connected;
    const goodbye = once(socket, 'close');
    await left.close();
    expect((await goodbye)[0]).toBe(1000);
    const mute = openStream(server.url, {}, user, transport());
    const { connection } = await server.next();
    await mute.connected;
    connection.pause();
    await mute.close();
    connection.destroy();
  });

  it('tries again where the handshake is refused by a server that is busy', async () => {
    server.refusals.push({ status: 503 }, { status: 500 });
    await using stream = openStream(server.url, {}, user, transport());
    await stream.connected;
    expect(server.requests).toHaveLength(3);
  });

  it('ends with its signal, whose reason it throws', async () => {
    const abort = new AbortController();
    const stream = openStream(server.url, { signal: abort.signal }, user, transport());
    await stream.connected;
    const read = take(stream, 1);
    abort.abort('enough');
    await expect(read).rejects.toBe('enough');
    await stream.ended;
  });

  it.each(['a page', 'no page'])(
    'sends the token in the address where that is asked for: %s',
    async (where) => {
      if (where === 'a page') vi.stubGlobal('document', {});
      await using stream = openStream(server.url, { tokenInUrl: true }, user, transport());
      const { socket, request } = await server.next();
      expect(request.url).toBe(inQuery);
      expect(request.headers.authorization).toBeUndefined();
      // Coming back needs it again.
      await stream.connected;
      socket.terminate();
      expect((await server.next()).request.url).toBe(inQuery);
    },
  );

  it('shows the address with the token nowhere', async () => {
    const notices: unknown[] = [];
    const hear = (notice: unknown): void => void notices.push(notice);
    attemptChannel.subscribe(hear);
    onTestFinished(() => attemptChannel.unsubscribe(hear));
    const body = JSON.stringify({ reason: `no ${inQuery}` });
    server.refusals.push(...Array.from({ length: 40 }, () => ({ status: 401, body })));
    const stream = openStream(server.url, { tokenInUrl: true, timeout: 60 }, user, transport());
    const error: unknown = await stream.connected.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    await stream.ended;
    expect(notices.length).toBeGreaterThan(0);
    const shown = inspect([error, String(error), JSON.stringify(error), notices, stream], {
      depth: 20,
      showHidden: true,
    });
    expect(server.requests[0]?.url).toBe(inQuery);
    expect(shown).not.toMatch(/test\/token|test%2Ftoken/i);
  });
});

it('refuses a `tokenInUrl` that is neither true nor false', () => {
  const options = { tokenInUrl: 'yes' as unknown };
  expect(() => Reflect.apply(openStream, undefined, [server.url, options])).toThrow(InputError);
});

describe('in a page', () => {
  beforeEach(() => {
    vi.stubGlobal('document', {});
  });

  it('a stream that does not ask for the token in its address says so, and sends nothing', async () => {
    const credential = user;
    await using client = new IotClient({ credential, baseUrl: server.url, transport: fetchTransport() });
    for (const stream of [client.events.stream(), client.events.stream({ tokenInUrl: false })]) {
      await expect(stream.connected).rejects.toThrow(/`tokenInUrl: true`.*Nothing was sent/);
      await expect(stream[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(InputError);
      await stream.ended;
    }
    expect(server.requests).toEqual([]);
    await using stream = client.events.stream({ tokenInUrl: true });
    await stream.connected;
    expect(server.requests.map(({ url }) => url)).toEqual([inQuery]);
  });
});
