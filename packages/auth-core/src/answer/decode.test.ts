import { createHash, randomBytes } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { json, serve, serveBytes } from '../../test/server.ts';
import { mismatchChannel } from '../exchange/channels.ts';

const once = { retries: 0 };
const get = ['things.get', { thing: 'a' }, once] as const;
const thing = JSON.stringify({ id: 'a', name: 'n' });
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

function withLength(body: string | Buffer, headers = ''): Buffer {
  return Buffer.concat([
    Buffer.from(`${head}${headers}content-length: ${body.length}\r\n\r\n`),
    Buffer.from(body),
  ]);
}

describe('a successful answer', () => {
  it('is the server’s own JSON, with what came around it', async () => {
    const server = await serve((_request, response) =>
      json(response, { id: 'a', more: [1] }, 201, { 'x-request-id': 'r-1' }),
    );
    const answer = await engineFor(server.url).call(...get);
    expect(answer).toMatchObject({ data: { id: 'a', more: [1] }, status: 201, requestId: 'r-1' });
    expect(answer.headers['content-type']).toBe('application/json');
  });

  it.each([
    ['with a length', withLength(thing)],
    [
      'in chunks',
      `${head}transfer-encoding: chunked\r\n\r\n5\r\n${thing.slice(0, 5)}\r\n${(thing.length - 5).toString(16)}\r\n${thing.slice(5)}\r\n0\r\n\r\n`,
    ],
    ['that closes itself, without a length', `${head}connection: close\r\n\r\n${thing}`],
    ['packed by gzip', withLength(gzipSync(thing), 'content-encoding: gzip\r\n')],
    ['packed by brotli', withLength(brotliCompressSync(thing), 'content-encoding: br\r\n')],
    [
      'after an informational answer',
      Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'), withLength(thing)]),
    ],
    ['without a content type', `HTTP/1.1 200 OK\r\ncontent-length: ${thing.length}\r\n\r\n${thing}`],
    [
      'of a JSON of its own',
      `HTTP/1.1 200 OK\r\ncontent-type: application/hal+json; charset=utf-8\r\ncontent-length: ${thing.length}\r\n\r\n${thing}`,
    ],
  ])('is read %s', async (_what, bytes) => {
    const server = await serveBytes(bytes);
    expect((await engineFor(server.url).call(...get)).data).toEqual({ id: 'a', name: 'n' });
  });

  it.each([
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['200 of no bytes', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'],
  ])('%s to a request that no operation describes is undefined', async (_what, bytes) => {
    const server = await serveBytes(bytes);
    const request = { method: 'PUT', path: '/things', input: {} };
    expect((await engineFor(server.url).request(request, once)).data).toBeUndefined();
  });

  it('that lost its body is an error, also where no operation describes it', async () => {
    const server = await serveBytes('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n');
    const request = { method: 'PUT', path: '/things', input: {} };
    expect(await rejection(engineFor(server.url).request(request, once))).toMatchObject({
      name: 'BodyError',
    });
  });

  it('of an operation without an answer is undefined, whatever it is', async () => {
    const server = await serve(
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    );
    expect((await engineFor(server.url).call('things.delete', { thing: 'a' })).data).toBeUndefined();
  });

  it('comes through as it was sent, whatever JSON it is', async () => {
    let body = '';
    const server = await serve((_request, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
        .end(body);
    });
    const engine = engineFor(server.url, { validate: 'off' });
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        body = JSON.stringify(value);
        const { data } = await engine.call(...get);
        expect(data).toEqual(JSON.parse(body));
      }),
    );
  });
});

describe('a body that cannot be trusted', () => {
  it.each([
    ['shorter than its length', 'truncated', `${head}content-length: 100\r\n\r\n${thing}`],
    ['cut in a chunk', 'truncated', `${head}transfer-encoding: chunked\r\n\r\n50\r\n${thing}`],
    [
      'cut between chunks',
      'truncated',
      `${head}transfer-encoding: chunked\r\n\r\n${thing.length.toString(16)}\r\n${thing}\r\n`,
    ],
    [
      'cut inside gzip',
      'truncated',
      withLength(gzipSync(thing).subarray(0, -6), 'content-encoding: gzip\r\n'),
    ],
    ['cut without a length', 'truncated', `${head}connection: close\r\n\r\n${thing.slice(0, -3)}`],
    ['a number that may be longer, without a length', 'truncated', `${head}connection: close\r\n\r\n123`],
    [
      'a number that may be longer, in a coding that does not end',
      'truncated',
      `${head}transfer-encoding: identity\r\n\r\n123`,
    ],
    ['not gzip', 'encoding', withLength(thing, 'content-encoding: gzip\r\n')],
    ['in an encoding that is not known', 'encoding', withLength(thing, 'content-encoding: zstd\r\n')],
    [
      'in two encodings',
      'encoding',
      withLength(gzipSync(gzipSync(thing)), 'content-encoding: gzip, gzip\r\n'),
    ],
    [
      'in two encodings, in two headers',
      'encoding',
      withLength(gzipSync(gzipSync(thing)), 'content-encoding: gzip\r\ncontent-encoding: gzip\r\n'),
    ],
    ['empty', 'not JSON', withLength('')],
    ['no JSON', 'not JSON', withLength('{"id":')],
    ['HTML', 'not JSON', 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>'],
    ['nothing, with 204', 'not JSON', 'HTTP/1.1 204 No Content\r\n\r\n'],
  ])('%s, is a BodyError: %s', async (_what, fault, bytes) => {
    const server = await serveBytes(bytes);
    const error = await rejection(engineFor(server.url, { validate: 'off' }).call(...get));
    expect(error).toMatchObject({ name: 'BodyError', fault, operation: 'things.get' });
  });

  it('that stalls is ended by the deadline', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{');
    });
    const error = await rejection(engineFor(server.url).call('things.get', { thing: 'a' }, { timeout: 100 }));
    expect(error).toMatchObject({ name: 'TimeoutError', timeout: 100, attempts: 1 });
  });

  it('quotes what came instead of JSON, without the credential', async () => {
    const server = await serve((request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<p>Sign in, ${request.headers['authorization']}</p>`);
    });
    const error = await rejection(engineFor(server.url).call(...get));
    expect(error).toMatchObject({ excerpt: '<p>Sign in, ModeCloud [redacted]</p>' });
    expect(String(error)).toContain('was answered with text/html instead of JSON');
  });
});

describe('the cap on a body', () => {
  const large = JSON.stringify({ id: 'a', name: randomBytes(2048).toString('hex') });
  const small = { ...once, maxBodyBytes: 1024 };

  it.each([
    ['plain, by its length', withLength(large)],
    [
      'in chunks',
      `${head}transfer-encoding: chunked\r\n\r\n${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`,
    ],
    ['packed', withLength(gzipSync(large), 'content-encoding: gzip\r\n')],
    ['a gzip bomb', withLength(gzipSync(Buffer.alloc(10_000_000, ' ')), 'content-encoding: gzip\r\n')],
  ])('holds for one that is %s', async (_what, bytes) => {
    const server = await serveBytes(bytes);
    const error = await rejection(engineFor(server.url).call('things.get', { thing: 'a' }, small));
    expect(error).toMatchObject({ name: 'BodyError', fault: 'too large', retryable: false });
    expect(server.connections()).toBe(1);
  });

  it('refuses one that says it is larger before any of it comes', async () => {
    const server = await serve((_request, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': '1000000' })
        .flushHeaders();
    });
    const error = await rejection(engineFor(server.url).call('things.get', { thing: 'a' }, small));
    expect(error).toMatchObject({ fault: 'too large' });
  });

  it('ends the download there', async () => {
    let written = 0;
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (!response.destroyed && written < 1e9) {
          written += 65536;
          if (!response.write('x'.repeat(65536))) break;
        }
      };
      response.on('drain', more);
      more();
    });
    expect(await rejection(engineFor(server.url).call(...get))).toMatchObject({ fault: 'too large' });
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it('can be raised for a call, and by a client', async () => {
    const server = await serveBytes(withLength(large));
    const engine = engineFor(server.url, { maxBodyBytes: 1024 });
    expect(await rejection(engine.call(...get))).toMatchObject({ fault: 'too large' });
    const { data } = await engine.call('things.get', { thing: 'a' }, { maxBodyBytes: 100_000 });
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect(digest(JSON.stringify(data))).toBe(digest(large));
  });
});

describe('an answer that differs from the contract', () => {
  it('is an error where that is asked for', async () => {
    const server = await serve((_request, response) => json(response, { id: 1 }));
    const error = await rejection(engineFor(server.url, { validate: 'strict' }).call(...get));
    expect(error).toMatchObject({ name: 'ResponseError', operation: 'things.get' });
    expect(String(error)).toContain('id: ');
  });

  it('is told on the channel otherwise, and returned as it is', async () => {
    const notices: unknown[] = [];
    const note = (notice: unknown): void => void notices.push(notice);
    const server = await serve((_request, response) => json(response, { id: 4711 }));
    mismatchChannel.subscribe(note);
    const { data } = await engineFor(server.url, { validate: 'warn' }).call(...get);
    await engineFor(server.url, { validate: 'off' }).call(...get);
    mismatchChannel.unsubscribe(note);
    expect(data).toEqual({ id: 4711 });
    expect(notices).toMatchObject([{ platform: 'Things', operation: 'things.get', path: 'id' }]);
    expect(JSON.stringify(notices)).not.toContain('4711');
  });
});

describe('an answer that could be read as JSON, and says that it is something else', () => {
  it.each([
    'text/plain',
    'text/csv; charset=utf-8',
    'text/html',
    'application/xml',
    'application/octet-stream',
    'application/jsonp',
    'application/json-seq',
    'text/json+html',
  ])('%s', async (type) => {
    const server = await serveBytes(
      `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\ncontent-length: ${thing.length}\r\n\r\n${thing}`,
    );
    const error = await rejection(engineFor(server.url).call(...get));
    expect(error).toMatchObject({ name: 'BodyError', fault: 'not JSON' });
    expect(String(error)).toContain('instead of JSON');
  });
});
