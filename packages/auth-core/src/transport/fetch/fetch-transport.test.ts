import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { deaf, engineFor, rejection } from '../../../test/engine.ts';
import { eventually } from '../../../test/eventually.ts';
import { json, serve, serveBytes, serveRaw, serveWebSocket, textFrame } from '../../../test/server.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ClientOptions } from '../../options/settings.ts';
import { fetchTransport } from './fetch-transport.ts';

const thing = { id: 'a' };
const get = ['things.get', { thing: 'a' }] as const;

const engine = (url: string | undefined, options: ClientOptions = {}): Engine =>
  engineFor(url, { transport: fetchTransport(), retries: 0, ...options });

describe('a call by fetch', () => {
  it('has the credential and the headers that were asked for, and gives data, status and headers', async () => {
    const server = await serve((_request, response) => json(response, thing, 201, { 'x-request-id': 'r-1' }));
    const answer = await engine(server.url, { headers: { 'x-team': 'a' } }).call(...get);
    expect(answer).toMatchObject({ data: thing, status: 201, requestId: 'r-1' });
    expect(server.received[0]?.headers).toMatchObject({
      authorization: 'ModeCloud test-key',
      'user-agent': 'things/1.0.0',
      'x-team': 'a',
    });
  });

  it('takes a body that is packed', async () => {
    const server = await serve((_request, response) => {
      const body = gzipSync(JSON.stringify(thing));
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body);
    });
    expect((await engine(server.url).call(...get)).data).toEqual(thing);
  });

  it.each([301, 302, 303, 307, 308])('follows no %i', async (status) => {
    const other = await serve((_request, response) => json(response, thing));
    const server = await serve((_request, response) => {
      response.writeHead(status, { location: `${other.url}/things/a` }).end();
    });
    expect(await rejection(engine(server.url).call(...get))).toMatchObject({ status });
    expect(other.connections()).toBe(0);
  });

  it('is refused by its status, in the platform’s words', async () => {
    const server = await serve((_request, response) =>
      json(response, { code: 'no', message: 'Not you.' }, 403),
    );
    const error = await rejection(engine(server.url).call(...get));
    expect(error).toMatchObject({ name: 'PermissionError', code: 'no' });
    expect(String(error)).toContain('Not you.');
  });

  it('whose body is cut off is an error', async () => {
    const server = await serveBytes(
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"id":"a"',
    );
    expect(await rejection(engine(server.url).call(...get))).toMatchObject({
      name: 'BodyError',
      fault: 'truncated',
    });
  });

  it('takes no more of a body than allowed', async () => {
    const server = await serve((_request, response) => json(response, { id: 'x'.repeat(100_000) }));
    expect(await rejection(engine(server.url, { maxBodyBytes: 1000 }).call(...get))).toMatchObject({
      name: 'BodyError',
      fault: 'too large',
    });
  });

  it('that gets no answer counts as sent, so that only what may be repeated is', async () => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.destroy()));
    const [first, second] = [engine(server.url), engine(server.url, { retries: 2 })];
    expect(await rejection(first.call('things.create', { name: 'a' }))).toMatchObject({
      name: 'ConnectionError',
      sent: true,
    });
    expect(await rejection(second.call('things.create', { name: 'a' }))).toMatchObject({ attempts: 1 });
    expect(await rejection(second.call(...get))).toMatchObject({ attempts: 3 });
  });

  it('ends with its deadline', async () => {
    const server = await serveRaw((socket) => void socket.resume());
    expect(await rejection(engine(server.url).call(...get, { timeout: 100 }))).toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('ends with an abort, whose reason it gives unchanged', async () => {
    const asked = vi.fn<() => void>();
    const server = await serveRaw((socket) => void socket.once('data', asked));
    const controller = new AbortController();
    const pending = rejection(engine(server.url).call(...get, { signal: controller.signal }));
    await eventually(() => expect(asked).toHaveBeenCalled());
    controller.abort('mine');
    expect(await pending).toBe('mine');
  });

  it('ends where the body hangs', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 }).write('{');
    });
    expect(await rejection(engine(server.url).call(...get, { timeout: 200 }))).toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('goes by a fetch that is given', async () => {
    const asked = vi.fn<(url: string) => void>();
    const transport = fetchTransport({
      fetch: (url) => {
        asked(url);
        return Promise.resolve(Response.json(thing));
      },
    });
    expect((await engine('https://things.test', { transport }).call(...get)).data).toEqual(thing);
    expect(asked).toHaveBeenCalledExactlyOnceWith('https://things.test/things/a');
  });
});

describe('a stream by fetch', () => {
  it('is read as it arrives', async () => {
    let more = (): void => undefined;
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' }).write('a,b\n');
      more = () => void response.end('1,2\n');
    });
    const { data } = await engine(server.url).bytes('things.download', { thing: 'a' });
    const chunks: string[] = [];
    for await (const chunk of data) {
      chunks.push(Buffer.from(chunk).toString());
      more();
    }
    expect(chunks).toEqual(['a,b\n', '1,2\n']);
  });

  it('follows a redirect, without the credential where it leaves the origin', async () => {
    const other = await serve((_request, response) => void response.writeHead(200).end('text'));
    const server = await serve((_request, response) => {
      response.writeHead(302, { location: `${other.url}/file` }).end();
    });
    const { data } = await engine(server.url).bytes('things.download', { thing: 'a' });
    expect(await data.text()).toBe('text');
    expect(other.received[0]?.headers['authorization']).toBeUndefined();
  });

  it('that says nowhere where it ends is refused', async () => {
    const server = await serveBytes('HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\n\r\na,b\n');
    expect(await rejection(engine(server.url).bytes('things.download', { thing: 'a' }))).toMatchObject({
      name: 'BodyError',
      fault: 'unframed',
    });
  });

  it('that breaks off, or falls silent, throws where it is read', async () => {
    const cut = await serveBytes('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\na,b\n');
    const broken = await engine(cut.url).bytes('things.download', { thing: 'a' });
    expect(await rejection(broken.data.text())).toMatchObject({ fault: 'truncated' });
    const silent = await serve((_request, response) => void response.writeHead(200).write('a'));
    const stalled = await engine(silent.url).bytes('things.download', { thing: 'a' }, { stallTimeout: 100 });
    expect(await rejection(stalled.data.text())).toMatchObject({ fault: 'stalled' });
  });
});

describe('a websocket by fetch', () => {
  it('has the credential in its handshake where the runtime sends headers, and tells what comes', async () => {
    const server = await serveWebSocket(undefined, textFrame('one'));
    const messages: unknown[] = [];
    const closed = vi.fn<() => void>();
    const opened = await engine(server.url).socket(
      'things.listen',
      { thing: 'a' },
      { ...deaf, message: (text) => void messages.push(text), closed },
    );
    onTestFinished(() => opened.destroy());
    await eventually(() => expect(messages).toEqual(['one']));
    expect(server.received[0]?.headers['authorization']).toBe('ModeCloud test-key');
    expect(opened.ping).toBeUndefined();
    await server.close();
    await eventually(() => expect(closed).toHaveBeenCalledOnce());
  });

  it('that is refused is a ConnectionError', async () => {
    const server = await serve((_request, response) => json(response, {}, 403));
    expect(await rejection(engine(server.url).socket('things.listen', { thing: 'a' }, deaf))).toMatchObject({
      name: 'ConnectionError',
    });
  });
});
