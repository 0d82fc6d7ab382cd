import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { json, serve, serveBytes } from '../../test/server.ts';
import { basic } from '../credentials/basic.ts';
import { modeCloudKey } from '../credentials/mode-cloud-key.ts';
import { AuthenticationError } from '../errors/authentication-error.ts';
import { BimodalError } from '../errors/bimodal-error.ts';
import { ConflictError } from '../errors/conflict-error.ts';
import { NotFoundError } from '../errors/not-found-error.ts';
import { PermissionError } from '../errors/permission-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { ServerError } from '../errors/server-error.ts';
import { StatusError } from '../errors/status-error.ts';

const once = { retries: 0 };
const get = ['things.get', { thing: 'a' }, once] as const;

describe('a status that is no success', () => {
  it.each([
    [400, StatusError],
    [401, AuthenticationError],
    [403, PermissionError],
    [404, NotFoundError],
    [409, ConflictError],
    [410, StatusError],
    [422, StatusError],
    [429, RateLimitError],
    [500, ServerError],
    [503, ServerError],
  ])('%i is an error of its class, also with the body of a success', async (status, errorClass) => {
    const server = await serve((_request, response) => json(response, { id: 'a', name: 'fine' }, status));
    const error = await rejection(engineFor(server.url).call(...get));
    expect(error).toBeInstanceOf(errorClass);
    expect((error as Error).constructor).toBe(errorClass);
    expect(error).toMatchObject({ status, name: errorClass.name });
  });

  it('is an error of its class on a stream too', async () => {
    const server = await serve((_request, response) => json(response, { code: 'gone_fishing' }, 404));
    const error = await rejection(engineFor(server.url).bytes('things.download', { thing: 'a' }, once));
    expect(error).toMatchObject({ name: 'NotFoundError', code: 'gone_fishing' });
  });

  it.each([
    ['HTML', 'HTTP/1.1 502 Bad\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>'],
    ['nothing', 'HTTP/1.1 502 Bad\r\ncontent-length: 0\r\n\r\n'],
    ['a body that is cut off', 'HTTP/1.1 502 Bad\r\ncontent-length: 100\r\n\r\n{"co'],
    [
      'a body that is not what it says',
      'HTTP/1.1 502 Bad\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}',
    ],
    ['an unknown encoding', 'HTTP/1.1 502 Bad\r\ncontent-encoding: zstd\r\ncontent-length: 2\r\n\r\n{}'],
  ])('decides, with %s', async (_what, bytes) => {
    const server = await serveBytes(bytes);
    const engine = engineFor(server.url);
    expect(await rejection(engine.call(...get))).toMatchObject({ name: 'ServerError', status: 502 });
    expect(await rejection(engine.bytes('things.download', { thing: 'a' }, once))).toMatchObject({
      status: 502,
    });
  });

  it('decides when its body is endless: no more than 1 MiB of it is read', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65536)));
      };
      response.on('drain', more);
      more();
    });
    const engine = engineFor(server.url);
    expect(await rejection(engine.call(...get))).toMatchObject({ status: 500 });
    expect(await rejection(engine.bytes('things.download', { thing: 'a' }, once))).toMatchObject({
      status: 500,
    });
  });

  it('says what happened, to which operation, and what to do next', async () => {
    const failure = { code: 'no_such_thing', message: 'There is no thing a.' };
    const server = await serve((_request, response) =>
      json(response, failure, 404, { 'x-request-id': 'r-1' }),
    );
    const error = await rejection(engineFor(server.url).call(...get));
    expect(error).toMatchObject({
      message:
        'things.get was answered 404 no_such_thing: There is no thing a. ' +
        'Check the ids and tokens: there is no such thing, or this credential may not see it.',
      operation: 'things.get',
      method: 'GET',
      path: '/things/{thing}',
      status: 404,
      code: 'no_such_thing',
      requestId: 'r-1',
      attempts: 1,
      retryable: false,
    });
  });

  it.each([
    [403, 'Come back tomorrow.'],
    [409, 'Come back tomorrow.'],
    [401, 'wrong, expired or revoked'],
    [503, 'The platform failed'],
  ])('with %i says what the platform’s own code asks for: %s', async (status, advice) => {
    const server = await serve((_request, response) => json(response, { code: 'gone_fishing' }, status));
    expect(String(await rejection(engineFor(server.url).call(...get)))).toContain(advice);
  });

  it('has no fields but those of the allow-list', async () => {
    const server = await serve((_request, response) =>
      json(response, { code: 'c' }, 500, { 'set-cookie': 'canary' }),
    );
    const error = await rejection(
      engineFor(server.url).call(
        'things.get',
        { thing: 'a' },
        { ...once, headers: { 'x-canary': 'canary' } },
      ),
    );
    const allowed = [
      'attempts',
      'code',
      'excerpt',
      'method',
      'name',
      'operation',
      'path',
      'requestId',
      'retryable',
      'retryAfter',
      'status',
    ];
    expect(Object.keys(error as object).filter((key) => !allowed.includes(key))).toEqual([]);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
  });

  it('shows the template of the path, not what filled it', async () => {
    const server = await serve((_request, response) => json(response, {}, 500));
    const error = await rejection(engineFor(server.url).call('things.get', { thing: 'canary' }, once));
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
  });

  it('gives the wait that the platform asks for', async () => {
    const server = await serve((_request, response) => json(response, {}, 429, { 'retry-after': '7' }));
    expect(await rejection(engineFor(server.url).call(...get))).toMatchObject({
      retryAfter: 7000,
      retryable: true,
    });
  });

  it('is retryable where the same may be sent again', async () => {
    const server = await serve((_request, response) => json(response, {}, 503));
    const engine = engineFor(server.url);
    expect(await rejection(engine.call(...get))).toMatchObject({ retryable: true });
    expect(await rejection(engine.call('things.create', { name: 'n' }))).toMatchObject({ retryable: false });
  });
});

describe('what a failure quotes', () => {
  const credential = basic({ token: 'test-token', secret: 'test-secret' });

  it('is the beginning of the answer, without the credential in any spelling', async () => {
    const server = await serve((request, response) => {
      const sent = request.headers['authorization'];
      json(
        response,
        {
          code: `bad ${sent}`,
          message: `You sent ${sent}`,
          echo: ['test-token', 'test-secret', 'x'.repeat(900)],
        },
        400,
        {
          'x-request-id': `r-${sent?.slice(6)}`,
        },
      );
    });
    const error = await rejection(engineFor(server.url, {}, credential).call(...get));
    const text = inspect(error, { depth: 10, showHidden: true });
    expect(text).not.toMatch(/test-token|test-secret|dGVzdC10b2tlbjp0ZXN0LXNlY3JldA/);
    expect(BimodalError.isInstance(error) && error.excerpt).toMatch(
      /^\{"code":"bad Basic \[redacted\]".{400,}…$/,
    );
  });

  it('is unpacked first', async () => {
    const server = await serve((_request, response) => {
      response
        .writeHead(400, { 'content-encoding': 'gzip' })
        .end(gzipSync('{"code":"packed","key":"test-key"}'));
    });
    const error = await rejection(engineFor(server.url, {}, modeCloudKey('test-key')).call(...get));
    expect(error).toMatchObject({ code: 'packed', excerpt: '{"code":"packed","key":"[redacted]"}' });
  });

  it.each([
    ['gone_fishing', 'gone_fishing'],
    ['weak', 'weak'],
    ['TOO_WEAK', 'TOO_WEAK'],
    ['canary', ''],
    ['CANARY', ''],
    ['canary7', ''],
    ['no canary', ''],
    ['a-canary', ''],
  ])(
    'is nothing of an operation that holds a secret but a code that is a word of its own: %s',
    async (said, told) => {
      const server = await serve((_request, response, { body }) =>
        json(response, { message: `bad: ${body}`, code: said }, 400),
      );
      const error = await rejection(engineFor(server.url).call('secrets.create', { value: 'canary' }));
      expect(error).toMatchObject({ code: told, excerpt: undefined });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/canary/i);
    },
  );
});
