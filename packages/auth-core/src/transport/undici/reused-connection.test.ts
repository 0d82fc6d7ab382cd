import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { certificate } from '@bimodal/contract/testing';
import { engineFor, rejection } from '../../../test/engine.ts';
import type { ConnectionError } from '../../errors/connection-error.ts';
import { json, serve, serveBytes, serveRaw, type TestServer } from '../../../test/server.ts';

const thing = JSON.stringify({ id: 'a' });
const answer = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${thing.length}\r\n\r\n${thing}`;

/**
 * A server that answers the first request of each connection and gives the connection up as the second arrives: what an
 * idle timeout at the wrong moment looks like, every time.
 */
function givingUp(how: 'destroy' | 'resetAndDestroy'): Promise<TestServer & { readonly lost: () => number }> {
  let lost = 0;
  return serveRaw((socket) => {
    socket.once('data', () => {
      socket.write(answer);
      socket.once('data', () => {
        lost += 1;
        socket[how]();
      });
    });
  }).then((server) => ({ ...server, lost: () => lost }));
}

/** Until the connection of the last call is free again. */
function idle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe.each(['destroy', 'resetAndDestroy'] as const)(
  'a connection that the server gives up (%s)',
  (how) => {
    it('never surfaces to a caller of an idempotent operation, with no retry and no wait', async () => {
      const server = await givingUp(how);
      const engine = engineFor(server.url, { retries: 0 });
      for (let call = 0; call < 200; call += 1) {
        await engine.call('things.get', { thing: 'a' });
        await idle();
      }
      // Nearly every call met such a connection, far more often than the bucket of retries would have held.
      expect(server.lost()).toBeGreaterThan(100);
    });

    it('never surfaces when many calls go at once', async () => {
      const server = await givingUp(how);
      const engine = engineFor(server.url);
      for (let round = 0; round < 10; round += 1) {
        await Promise.all(Array.from({ length: 50 }, () => engine.call('things.get', { thing: 'a' })));
      }
      expect(server.lost()).toBeGreaterThan(100);
    });

    it('surfaces to a caller of another operation, as sent', async () => {
      const server = await givingUp(how);
      const engine = engineFor(server.url);
      await engine.call('sessions.create', {});
      await idle();
      const error = await rejection(engine.call('sessions.create', {}));
      expect(error).toMatchObject({
        name: 'ConnectionError',
        sent: true,
        reused: true,
        retryable: false,
        attempts: 1,
      });
      expect(server.lost()).toBe(1);
    });
  },
);

it('A server that closes idle connections after a moment is never noticed', async () => {
  const server = await serve((_request, response) => {
    json(response, { id: 'a' });
    // Without a word in advance, at about the time of the next request.
    response.once('finish', () => setTimeout(() => response.socket?.destroy(), Math.random() * 2));
  });
  const engine = engineFor(server.url, { retries: 0 });
  for (let call = 0; call < 500; call += 1) {
    await engine.call('things.get', { thing: 'a' });
    if (call % 3 > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * 2));
  }
  expect(server.received.length).toBeGreaterThanOrEqual(500);
}, 120_000);

it('A fresh connection that breaks is an ordinary failure', async () => {
  const server = await serveRaw((socket) => socket.once('data', () => socket.destroy()));
  const error = await rejection(engineFor(server.url).call('things.get', { thing: 'a' }, { retries: 0 }));
  expect(error).toMatchObject({ name: 'ConnectionError', sent: true, reused: false, attempts: 1 });
  expect(server.connections()).toBe(1);
});

it('A fresh connection that breaks after its TLS handshake is one too', async () => {
  const server = await serve((request) => void request.socket.destroy(), { tls: true });
  const dispatcher = new Agent({ connect: { ca: certificate } });
  onTestFinished(() => dispatcher.destroy());
  const engine = engineFor(server.url, { retries: 0, dispatcher });
  const error = await rejection(engine.call('things.get', { thing: 'a' }));
  expect(error).toMatchObject({ name: 'ConnectionError', sent: true, reused: false, attempts: 1 });
});

it('A DELETE that was lost with its connection and finds nothing then is done', async () => {
  let requests = 0;
  const server = await serveRaw((socket) =>
    socket.on('data', () => {
      requests += 1;
      if (requests === 1) socket.write(answer);
      else if (requests === 2) socket.destroy();
      else socket.write('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
    }),
  );
  const engine = engineFor(server.url, { retries: 0 });
  await engine.call('things.get', { thing: 'a' });
  await idle();
  expect(await engine.call('things.delete', { thing: 'a' })).toMatchObject({ status: 204 });
  expect(requests).toBe(3);
});

const notHttp: readonly (readonly [string, string])[] = [
  ['headers of more than 16 KiB', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['another protocol', 'SSH-2.0-OpenSSH_9\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{} '],
  ['half a head', 'HTTP/1.1 200 OK\r\ncontent-le'],
  ['one byte', 'H'],
  ['early hints and no more', 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'],
  ['a switch that nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'],
];

describe.each(notHttp)('an answer that is no valid HTTP (%s)', (_what, bytes) => {
  it('is an ordinary failure of a fresh connection: as many requests as `retries` says', async () => {
    const server = await serveBytes(bytes);
    const engine = engineFor(server.url, { retries: 0 });
    const error = await rejection(engine.call('things.get', { thing: 'a' }));
    expect(error).toMatchObject({ name: 'ConnectionError', sent: true, reused: false, attempts: 1 });
    const repeated = await rejection(engine.call('things.get', { thing: 'a' }, { retries: 1 }));
    expect(repeated).toMatchObject({ reused: false, attempts: 2 });
    expect(server.connections()).toBe(3);
  });

  it('is one too where the connection had served before', async () => {
    let requests = 0;
    const server = await serveRaw((socket) => {
      socket.once('data', () => {
        requests += 1;
        socket.write(answer);
        socket.once('data', () => {
          requests += 1;
          socket.end(bytes);
        });
      });
    });
    const engine = engineFor(server.url, { retries: 0 });
    await engine.call('things.get', { thing: 'a' });
    await idle();
    const error = await rejection(engine.call('things.get', { thing: 'a' }));
    expect(error).toMatchObject({ name: 'ConnectionError', sent: true, reused: false, attempts: 1 });
    expect(requests).toBe(2);
  });
});

it('An answer that is no valid HTTP is repeated within the budget of the client', async () => {
  let requests = 0;
  const server = await serveRaw((socket) =>
    socket.once('data', () => {
      requests += 1;
      socket.end('SSH-2.0-OpenSSH_9\r\n');
    }),
  );
  const engine = engineFor(server.url, { retries: 1 });
  const call = (): Promise<unknown> => rejection(engine.call('things.get', { thing: 'a' }));
  await Promise.all(Array.from({ length: 60 }, call));
  expect(requests).toBe(80);
});

it.each([
  ['A dispatcher of the user’s', {}],
  ['One over TLS', { tls: true }],
])('%s is told apart in the same way', async (_what, options) => {
  let breaks = 0;
  const server = await serve((request, response) => {
    if (request.url?.includes('breaks') === true) {
      breaks += 1;
      request.socket.write(breaks === 1 ? '' : 'nothing of HTTP\r\n');
      request.socket.destroySoon();
    } else json(response, { id: 'a' });
  }, options);
  const dispatcher = new Agent({ connect: { ca: certificate }, connections: 1 });
  onTestFinished(() => dispatcher.destroy());
  const engine = engineFor(server.url, { retries: 0, dispatcher });
  await engine.call('things.get', { thing: 'a' });
  await idle();
  const error = await rejection(engine.call('things.get', { thing: 'breaks' }));
  // The first break looked like an idle connection's, the second was an answer.
  expect(error).toMatchObject({ reused: false, attempts: 2 });
  expect(breaks).toBe(2);
});

it('A server that always breaks connections that served is given up after a few', async () => {
  const server = await serveRaw((socket) =>
    socket.on('data', (bytes) => {
      if (bytes.includes('/things/fine')) socket.write(answer);
      else socket.destroy();
    }),
  );
  const engine = engineFor(server.url);
  await Promise.all(Array.from({ length: 20 }, () => engine.call('things.get', { thing: 'fine' })));
  const error = await rejection(engine.call('things.get', { thing: 'poison' }, { retries: 0 }));
  expect(error).toMatchObject({ name: 'ConnectionError', sent: true });
  expect((error as ConnectionError).attempts).toBeLessThanOrEqual(6);
});
