import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { deaf, engineFor, rejection } from '../../test/engine.ts';
import { json, serve, serveRaw, serveWebSocket, textFrame } from '../../test/server.ts';
import { basic } from '../credentials/basic.ts';
import { modeCloudKey } from '../credentials/mode-cloud-key.ts';

const listen = ['things.listen', { thing: 'a b' }] as const;

describe('a websocket', () => {
  it('has the credential in the handshake’s header, never in the URL', async () => {
    const server = await serveWebSocket();
    const opened = await engineFor(server.url, { userAgent: 'mine/2', headers: { 'x-team': 'a' } }).socket(
      ...listen,
      deaf,
    );
    opened.destroy();
    const [request] = server.received;
    expect(request?.path).toBe('/things/a%20b/stream');
    expect(request?.headers).toMatchObject({
      authorization: 'ModeCloud test-key',
      'user-agent': 'things/1.0.0 mine/2',
      'x-team': 'a',
    });
    expect(request?.path).not.toContain('test-key');
  });

  it('loses no message that is sent together with the handshake’s answer', async () => {
    const server = await serveWebSocket(undefined, Buffer.concat([textFrame('one'), textFrame('two')]));
    const messages: unknown[] = [];
    const listener = { ...deaf, message: (text: string | undefined) => void messages.push(text) };
    const opened = await engineFor(server.url).socket(...listen, listener);
    await eventually(() => expect(messages).toEqual(['one', 'two']));
    opened.destroy();
  });

  it('answers pings of the other side, and can send its own', async () => {
    const frames: number[] = [];
    const server = await serveWebSocket((socket) => {
      // An empty frame of a client's is six bytes: what it is, its length, and the mask.
      socket.on('data', (bytes: Buffer) => {
        for (let at = 0; at < bytes.length; at += 6) frames.push((bytes[at] ?? 0) & 0x0f);
      });
      socket.write(Buffer.from([0x89, 0]));
    });
    const opened = await engineFor(server.url).socket(...listen, deaf);
    opened.ping?.();
    // 10 is a pong, 9 a ping.
    await eventually(() => expect(frames.toSorted()).toEqual([10, 9].toSorted()));
    opened.destroy();
  });

  it('can be dropped at once', async () => {
    const gone = vi.fn<() => void>();
    const server = await serveWebSocket((socket) => void socket.resume().on('end', gone));
    const opened = await engineFor(server.url).socket(...listen, deaf);
    opened.destroy();
    await eventually(() => expect(gone).toHaveBeenCalledOnce());
  });

  it('runs the user’s step and waits its turn, as any call does', async () => {
    const server = await serveWebSocket();
    const turns: string[] = [];
    const engine = engineFor(server.url, {
      limiter: {
        turn: async ({ operation }) => void turns.push(operation),
      },
      before: ({ headers }) => {
        expect(JSON.stringify(headers)).not.toContain('test-key');
        headers['x-signed'] = 'yes';
      },
    });
    const opened = await engine.socket(...listen, deaf);
    opened.destroy();
    expect(turns).toEqual(['things.listen']);
    expect(server.received[0]?.headers).toMatchObject({
      'x-signed': 'yes',
      authorization: 'ModeCloud test-key',
    });
  });

  it('shows no secret', async () => {
    const server = await serveWebSocket();
    const opened = await engineFor(
      server.url,
      {},
      basic({ token: 'test-token', secret: 'test-secret' }),
    ).socket(...listen, deaf);
    const shown = inspect(opened, { depth: 10, showHidden: true });
    opened.destroy();
    expect(shown).not.toMatch(/test-secret|test-token|dGVzdC10b2tlbjp0ZXN0LXNlY3JldA/);
  });
});

describe('a handshake', () => {
  it.each([
    [401, 'AuthenticationError'],
    [403, 'PermissionError'],
    [404, 'NotFoundError'],
    [400, 'StatusError'],
  ])('that is refused with %i is a %s, in the platform’s words', async (status, name) => {
    const server = await serve((_request, response) =>
      json(response, { code: 'no', message: 'Not you.' }, status),
    );
    const error = await rejection(engineFor(server.url).socket(...listen, deaf));
    expect(error).toMatchObject({ name, status, code: 'no' });
    expect(String(error)).toContain('Not you.');
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('test-key');
  });

  it.each([301, 302, 307, 308])('is not redirected by %i', async (status) => {
    const other = await serveWebSocket();
    const server = await serve((_request, response) => {
      response.writeHead(status, { location: `${other.url}/elsewhere` }).end();
    });
    expect(await rejection(engineFor(server.url).socket(...listen, deaf))).toMatchObject({ status });
    expect(other.connections()).toBe(0);
  });

  it('that is never answered is ended by the deadline, and its connection is given up', async () => {
    const gone = vi.fn<() => void>();
    const server = await serveRaw((socket) => void socket.resume().on('close', gone));
    const error = await rejection(engineFor(server.url).socket(...listen, deaf, { timeout: 100 }));
    expect(error).toMatchObject({ name: 'TimeoutError', operation: 'things.listen' });
    await eventually(() => expect(gone).toHaveBeenCalledOnce());
  });

  it('whose handshake is answered with something wrong is none, and its connection is given up', async () => {
    const gone = vi.fn<() => void>();
    const answer =
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: other\r\n\r\n';
    const server = await serveRaw((socket) => {
      socket.on('close', gone).once('data', () => socket.write(answer));
    });
    const error = await rejection(engineFor(server.url).socket(...listen, deaf, { retries: 0 }));
    expect(error).toMatchObject({ name: 'ConnectionError', operation: 'things.listen' });
    await eventually(() => expect(gone).toHaveBeenCalledOnce());
  });

  it('is ended by an abort with its own reason, and leaves no listener', async () => {
    const reached = vi.fn<() => void>();
    const server = await serveRaw((socket) => void socket.on('data', reached));
    const controller = new AbortController();
    const pending = rejection(engineFor(server.url).socket(...listen, deaf, { signal: controller.signal }));
    await eventually(() => expect(reached).toHaveBeenCalled());
    controller.abort('mine');
    expect(await pending).toBe('mine');
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('leaves no listener once it is open: aborting later closes nothing', async () => {
    const closed = vi.fn<() => void>();
    const pong = vi.fn<() => void>();
    const server = await serveWebSocket((socket) => {
      // A ping of a client's has a mask; an empty pong is two bytes.
      socket.once('data', () => socket.write(Buffer.from([0x8a, 0])));
    });
    const controller = new AbortController();
    const opened = await engineFor(server.url).socket(
      ...listen,
      { ...deaf, closed, pong },
      { signal: controller.signal },
    );
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    controller.abort();
    opened.ping?.();
    await eventually(() => expect(pong).toHaveBeenCalledOnce());
    expect(closed).not.toHaveBeenCalled();
    opened.destroy();
  });

  it.each([
    ['nothing', ''],
    ['something else', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'],
    [
      'a wrong proof',
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: x\r\n\r\n',
    ],
  ])('that is answered with %s is an error', async (_what, bytes) => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.end(bytes)));
    const error = await rejection(engineFor(server.url).socket(...listen, deaf, { retries: 0 }));
    expect(error).toMatchObject({ operation: 'things.listen', attempts: 1 });
  });

  it('does not begin for a credential of another origin', async () => {
    const server = await serveWebSocket();
    const stored = modeCloudKey('test-key', { origin: 'https://things.test' });
    expect(await rejection(engineFor(server.url, {}, stored).socket(...listen, deaf))).toMatchObject({
      name: 'OriginError',
    });
    expect(server.connections()).toBe(0);
  });
});

describe('a refusal of a handshake that does not end', () => {
  const refusing = (): ReturnType<typeof serveRaw> =>
    serveRaw((socket) =>
      socket.once('data', () => socket.write('HTTP/1.1 401 Unauthorized\r\ncontent-length: 100\r\n\r\n{')),
    );

  it('is no refusal to who aborts: the reason is the caller’s own', async () => {
    const server = await refusing();
    const controller = new AbortController();
    const reason = { mine: true };
    const opening = rejection(
      engineFor(server.url).socket(...listen, deaf, { signal: controller.signal, retries: 0 }),
    );
    await eventually(() => expect(server.connections()).toBe(1));
    controller.abort(reason);
    expect(await opening).toBe(reason);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('is a time-out to who waits no longer', async () => {
    const server = await refusing();
    const options = { timeout: 200, retries: 0 };
    const error = await rejection(engineFor(server.url).socket(...listen, deaf, options));
    expect(error).toMatchObject({ name: 'TimeoutError', attempts: 1 });
  });
});

it('A message that is larger than one may be closes the connection before it is all held', async () => {
  const head = Buffer.from([0x81, 127, 0, 0, 0, 0, 0x04, 0, 0, 0]);
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  let sent = 0;
  const server = await serveWebSocket((socket) => {
    const more = (): void => {
      for (let goesOn = true; goesOn && sent < 64 && !socket.destroyed; sent += 1)
        goesOn = socket.write(chunk);
    };
    socket.write(head);
    socket.on('drain', more);
    more();
  });
  const message = vi.fn<() => void>();
  const closed = vi.fn<() => void>();
  await engineFor(server.url).socket(...listen, { ...deaf, message, closed });
  await eventually(() => expect(closed).toHaveBeenCalledOnce());
  expect(message).not.toHaveBeenCalled();
});
