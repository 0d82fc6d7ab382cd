import { once } from 'node:events';
import * as http2 from 'node:http2';
import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { certificate, privateKey } from '@bimodal/contract/testing';
import { engineFor, rejection } from '../../test/engine.ts';
import type { Engine } from './engine.ts';

/** An engine that speaks HTTP/2 with a server, by a dispatcher of the user's. */
async function overHttp2(answer: (stream: http2.ServerHttp2Stream, path: string) => void): Promise<Engine> {
  const server = http2.createSecureServer({ cert: certificate, key: privateKey });
  const sessions = new Set<http2.ServerHttp2Session>();
  server.on('session', (session) => void sessions.add(session));
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    answer(stream, headers[':path'] ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dispatcher = new Agent({ allowH2: true, connect: { ca: certificate } });
  onTestFinished(async () => {
    await dispatcher.destroy();
    for (const session of sessions) session.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return engineFor(`https://127.0.0.1:${port}`, { dispatcher });
}

describe('over HTTP/2', () => {
  it('a call has its headers and its answer', async () => {
    const engine = await overHttp2((stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/json', 'x-request-id': 'r-1' });
      stream.end('{"id":"a"}');
    });
    expect(await engine.call('things.get', { thing: 'a' })).toMatchObject({
      data: { id: 'a' },
      requestId: 'r-1',
    });
  });

  it('a download needs a length: undici takes a stream that was cancelled for one that has ended', async () => {
    const engine = await overHttp2((stream, path) => {
      stream.respond({ ':status': 200, ...(path === '/things/long/file' ? { 'content-length': '3' } : {}) });
      stream.end('a,b');
    });
    const { data } = await engine.bytes('things.download', { thing: 'long' });
    expect(await data.text()).toBe('a,b');
    const short = engine.bytes('things.download', { thing: 'short' });
    expect(await rejection(short)).toMatchObject({ name: 'BodyError', fault: 'unframed' });
  });

  it.each([http2.constants.NGHTTP2_CANCEL, http2.constants.NGHTTP2_NO_ERROR])(
    'a body that breaks off (%i) is a BodyError',
    async (code) => {
      const engine = await overHttp2((stream, path) => {
        const length = path.endsWith('/file') ? { 'content-length': '100' } : {};
        stream.respond({ ':status': 200, 'content-type': 'application/json', ...length });
        stream.write('{"id":', () => stream.close(code));
      });
      const call = engine.call('things.get', { thing: 'a' }, { retries: 0 });
      expect(await rejection(call)).toMatchObject({ name: 'BodyError', fault: 'truncated' });
      const { data } = await engine.bytes('things.download', { thing: 'a' });
      expect(await rejection(data.text())).toMatchObject({ name: 'BodyError', fault: 'truncated' });
    },
  );
});
