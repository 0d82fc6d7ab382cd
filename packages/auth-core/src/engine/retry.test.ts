import * as net from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { json, serve, serveInTurn, serveRaw } from '../../test/server.ts';

const thing = { id: 'a' };
const now = { 'retry-after': '0' };

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a failed attempt', () => {
  it.each([408, 425, 500, 502, 503, 504])(
    'of an idempotent operation is repeated after %i',
    async (status) => {
      const server = await serveInTurn(
        (_request, response) => json(response, {}, status, now),
        (_request, response) => json(response, thing),
      );
      expect(await engineFor(server.url).call('things.get', { thing: 'a' })).toMatchObject({ data: thing });
      expect(server.received).toHaveLength(2);
    },
  );

  it.each([400, 401, 403, 404, 409, 422, 501, 505])('is not repeated after %i', async (status) => {
    const server = await serve((_request, response) => json(response, {}, status, now));
    expect(await rejection(engineFor(server.url).call('things.get', { thing: 'a' }))).toMatchObject({
      status,
      attempts: 1,
    });
    expect(server.received).toHaveLength(1);
  });

  it.each([500, 502, 503, 504])('of another operation is not repeated after %i', async (status) => {
    const server = await serve((_request, response) => json(response, {}, status, now));
    await rejection(engineFor(server.url).call('things.create', { name: 'n' }));
    expect(server.received).toHaveLength(1);
  });

  it('is repeated by what the operation says, not by its method', async () => {
    const server = await serveInTurn(
      (_request, response) => json(response, {}, 500, now),
      (_request, response) => json(response, { id: 's' }),
    );
    await engineFor(server.url).call('secrets.create', { value: 'test-secret' });
    expect(server.received.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  it('is repeated as often as was said, and the error tells how often it was sent', async () => {
    const server = await serve((_request, response) => json(response, {}, 500, now));
    const engine = engineFor(server.url, { retries: 1 });
    expect(await rejection(engine.call('things.get', { thing: 'a' }))).toMatchObject({ attempts: 2 });
    expect(await rejection(engine.call('things.get', { thing: 'a' }, { retries: 3 }))).toMatchObject({
      attempts: 4,
    });
    expect(await rejection(engine.call('things.get', { thing: 'a' }, { retries: 0 }))).toMatchObject({
      attempts: 1,
    });
  });

  it('is repeated with the same body', async () => {
    const server = await serveInTurn(
      (_request, response) => json(response, {}, 500, now),
      (_request, response) => json(response, thing),
    );
    await engineFor(server.url).call('things.replace', { thing: 'a', name: 'n' });
    expect(server.received.map(({ body }) => body)).toEqual(['{"name":"n"}', '{"name":"n"}']);
  });

  it('is repeated after a back-off where the platform names no wait', async () => {
    const server = await serveInTurn(
      (_request, response) => json(response, {}, 503),
      (_request, response) => json(response, thing),
    );
    expect(await engineFor(server.url).call('things.get', { thing: 'a' })).toMatchObject({ data: thing });
  });

  it('is repeated where its answer was cut off', async () => {
    const server = await serveInTurn(
      (_request, response) => {
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
          .write('{', () => response.destroy());
      },
      (_request, response) => json(response, thing),
    );
    expect(await engineFor(server.url).call('things.get', { thing: 'a' })).toMatchObject({ data: thing });
  });
});

describe('429', () => {
  it.each([
    ['an idempotent operation', 'things.get', { thing: 'a' }],
    ['another operation: it was not processed', 'things.create', { name: 'n' }],
  ])('is waited out for %s', async (_what, operation, input) => {
    const server = await serveInTurn(
      (_request, response) => json(response, {}, 429, { 'retry-after': '1' }),
      (_request, response) => json(response, thing),
    );
    const started = performance.now();
    await engineFor(server.url).call(operation, input);
    expect(performance.now() - started).toBeGreaterThanOrEqual(998);
    expect(server.received).toHaveLength(2);
  });

  it('is waited out to the date that is named', async () => {
    const server = await serveInTurn(
      (_request, response) =>
        json(response, {}, 429, { 'retry-after': new Date(Date.now() + 2000).toUTCString() }),
      (_request, response) => json(response, thing),
    );
    const started = performance.now();
    await engineFor(server.url).call('things.get', { thing: 'a' });
    // A date has whole seconds, so that the wait is between one and two.
    expect(performance.now() - started).toBeGreaterThanOrEqual(900);
  });

  it.each([
    ['in seconds', (): string => '61'],
    ['as a date', (): string => new Date(Date.now() + 90_000).toUTCString()],
  ])('that asks for more than a minute, %s, is the caller’s to decide', async (_how, after) => {
    const server = await serve((_request, response) => json(response, {}, 429, { 'retry-after': after() }));
    const started = performance.now();
    const error = await rejection(
      engineFor(server.url, { timeout: 600_000 }).call('things.get', { thing: 'a' }),
    );
    expect(error).toMatchObject({ name: 'RateLimitError', attempts: 1 });
    expect((error as { retryAfter: number }).retryAfter).toBeGreaterThan(60_000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('on another status is obeyed as well', async () => {
    const server = await serve((_request, response) => json(response, {}, 503, { 'retry-after': '61' }));
    const error = await rejection(
      engineFor(server.url, { timeout: 600_000 }).call('things.get', { thing: 'a' }),
    );
    expect(error).toMatchObject({ name: 'ServerError', retryAfter: 61_000, attempts: 1 });
  });
});

describe('a connection', () => {
  it.each([
    ['things.get', { thing: 'a' }],
    ['things.create', { name: 'n' }],
  ])('that cannot be made is tried again for %s: nothing was sent', async (operation, input) => {
    const port = await closedPort();
    const engine = engineFor(`http://127.0.0.1:${port}`, {
      before: () => {
        started += 1;
      },
    });
    let started = 0;
    const error = await rejection(engine.call(operation, input));
    expect(error).toMatchObject({
      name: 'ConnectionError',
      code: 'ECONNREFUSED',
      sent: false,
      retryable: true,
    });
    expect(started).toBe(3);
  });

  it('that fails in the TLS handshake has sent nothing', async () => {
    const plain = await serveRaw((socket) => socket.once('data', () => socket.end('no TLS here')));
    const url = plain.url.replace('http:', 'https:');
    const error = await rejection(engineFor(url).call('things.create', { name: 'n' }));
    expect(error).toMatchObject({ name: 'ConnectionError', sent: false, retryable: true, attempts: 3 });
  });

  it('whose certificate is not trusted has sent nothing', async () => {
    const server = await serve((_request, response) => json(response, thing), { tls: true });
    const error = await rejection(engineFor(server.url).call('things.create', { name: 'n' }, { retries: 0 }));
    expect(error).toMatchObject({
      name: 'ConnectionError',
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      sent: false,
    });
    expect(server.received).toEqual([]);
  });

  it('that breaks once the request was read is not tried again for what must not be done twice', async () => {
    const server = await serve((request) => void request.socket.destroy());
    const error = await rejection(engineFor(server.url).call('things.create', { name: 'n' }));
    expect(error).toMatchObject({ name: 'ConnectionError', sent: true, retryable: false, attempts: 1 });
    expect(String(error)).toContain('It may have been carried out');
    expect(server.received).toHaveLength(1);
  });

  it('that breaks once the request was read is tried again for what may', async () => {
    const server = await serveInTurn(
      (request) => void request.socket.destroy(),
      (_request, response) => json(response, thing),
    );
    await engineFor(server.url).call('things.get', { thing: 'a' });
    expect(server.received).toHaveLength(2);
  });

  it('of a client that is closed is not tried at all', async () => {
    const server = await serve((_request, response) => json(response, thing));
    const engine = engineFor(server.url);
    await engine.call('things.get', { thing: 'a' });
    await engine.close();
    const error = await rejection(engine.call('things.get', { thing: 'a' }));
    expect(error).toMatchObject({ name: 'ConnectionError', sent: false, retryable: false, attempts: 1 });
    expect(String(error)).toContain('Has the client been closed?');
  });
});

describe('a DELETE', () => {
  it('that finds nothing after a retry is done', async () => {
    const server = await serveInTurn(
      (request) => void request.socket.destroy(),
      (_request, response) => json(response, {}, 404),
    );
    const answer = await engineFor(server.url).call('things.delete', { thing: 'a' });
    expect(answer).toMatchObject({ data: undefined, status: 204 });
    expect(server.received).toHaveLength(2);
  });

  it('that finds nothing at first is an error', async () => {
    const server = await serve((_request, response) => json(response, {}, 404));
    expect(await rejection(engineFor(server.url).call('things.delete', { thing: 'a' }))).toMatchObject({
      status: 404,
    });
  });

  it('that finds nothing after an attempt that was not processed is an error', async () => {
    const server = await serveInTurn(
      (_request, response) => json(response, {}, 429, now),
      (_request, response) => json(response, {}, 404),
    );
    expect(await rejection(engineFor(server.url).call('things.delete', { thing: 'a' }))).toMatchObject({
      status: 404,
    });
  });

  it('alone: a GET that finds nothing after a retry is an error', async () => {
    const server = await serveInTurn(
      (_request, response) => json(response, {}, 500, now),
      (_request, response) => json(response, {}, 404),
    );
    expect(await rejection(engineFor(server.url).call('things.get', { thing: 'a' }))).toMatchObject({
      status: 404,
    });
  });
});

describe('the retry bucket', () => {
  it('ends retries of a client when most calls fail, and is filled by those that go well', async () => {
    let well = false;
    const server = await serve((_request, response) =>
      well ? json(response, thing) : json(response, {}, 500, now),
    );
    const engine = engineFor(server.url, { retries: 100 });
    expect(await rejection(engine.call('things.get', { thing: 'a' }))).toMatchObject({ attempts: 21 });
    expect(await rejection(engine.call('things.get', { thing: 'a' }))).toMatchObject({ attempts: 1 });
    well = true;
    for (let call = 0; call < 10; call += 1) await engine.call('things.get', { thing: 'a' });
    well = false;
    expect(await rejection(engine.call('things.get', { thing: 'a' }))).toMatchObject({ attempts: 3 });
  });

  it('is shared by clients that share connections', async () => {
    const server = await serve((_request, response) => json(response, {}, 500, now));
    const engine = engineFor(server.url, { retries: 100 });
    await rejection(engine.call('things.get', { thing: 'a' }));
    const other = engine.with(
      { baseUrl: server.url, retries: 100 },
      { name: 'none', provide: () => ({ lookedFor: '' }) },
    );
    expect(await rejection(other.call('sessions.create', {}))).toMatchObject({ attempts: 1 });
  });
});
