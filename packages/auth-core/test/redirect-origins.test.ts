import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import { certificate, privateKey } from '@bimodal/contract/testing';
import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OriginError } from '../src/errors/origin-error.ts';
import { engineFor, rejection } from './engine.ts';
import { serve, type TestServer } from './server.ts';

const file = { thing: 'a' };
const options = { headers: { 'x-api-key': 'test-secret' } };

/** A server that speaks plain http and TLS on one port, and tells which it was asked in. */
async function serveBoth(handler: http.RequestListener): Promise<{ readonly port: number }> {
  const plain = http.createServer(handler);
  const secure = https.createServer({ cert: certificate, key: privateKey }, handler);
  const sockets = new Set<net.Socket>();
  const both = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('readable', () => {
      const first: unknown = socket.read();
      if (!Buffer.isBuffer(first)) return;
      // 0x16 begins a handshake of TLS, and no method of HTTP.
      socket.unshift(first);
      (first[0] === 0x16 ? secure : plain).emit('connection', socket);
    });
  });
  both.listen(0, '127.0.0.1');
  await once(both, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    both.close();
  });
  return { port: (both.address() as net.AddressInfo).port };
}

/** An agent that trusts the certificate of the tests, closed with the test. */
function trusting(): Agent {
  const agent = new Agent({ connect: { ca: certificate, servername: 'localhost' } });
  onTestFinished(() => agent.destroy());
  return agent;
}

function names(headers: http.IncomingHttpHeaders | undefined): readonly string[] {
  return Object.keys(headers ?? {}).filter((name) => name === 'authorization' || name === 'x-api-key');
}

describe('a download that is redirected', () => {
  it('to https on the same host and port has gone to another origin', async () => {
    const asked: { readonly secure: boolean; readonly names: readonly string[] }[] = [];
    const { port } = await serveBoth((request, response) => {
      const secure = 'encrypted' in request.socket;
      asked.push({ secure, names: names(request.headers) });
      if (secure) response.writeHead(200, { 'content-length': 3 }).end('a,b');
      else response.writeHead(302, { location: `https://127.0.0.1:${port}/file` }).end();
    });
    const engine = engineFor(`http://127.0.0.1:${port}`, { ...options, dispatcher: trusting() });
    const { data } = await engine.bytes('things.download', file);
    expect(await data.text()).toBe('a,b');
    expect(asked).toEqual([
      { secure: false, names: ['x-api-key', 'authorization'] },
      { secure: true, names: [] },
    ]);
  });

  it('from https to plain http of the same machine asks for nothing there', async () => {
    const there = await serve((_request, response) => void response.writeHead(200).end('a,b'));
    const here = await serve(
      (_request, response) =>
        void response.writeHead(302, { location: `${there.url}/file?signature=test-secret` }).end(),
      { tls: true },
    );
    const engine = engineFor(here.url, { ...options, dispatcher: trusting() });
    const failure = await rejection(engine.bytes('things.download', file));
    expect(OriginError.isInstance(failure)).toBe(true);
    expect(String(failure)).toContain('which is plain http');
    expect(String(failure)).not.toContain('test-secret');
    expect([here.received.length, there.connections()]).toEqual([1, 0]);
  });

  it('to another name of the machine goes there without the credential', async () => {
    const server: TestServer = await serve((request, response) => {
      if (request.url === '/file') response.writeHead(200, { 'content-length': 3 }).end('a,b');
      else response.writeHead(302, { location: `http://localhost:${server.port}/file` }).end();
    });
    const { data } = await engineFor(server.url, options).bytes('things.download', file);
    expect(await data.text()).toBe('a,b');
    expect(server.received.map(({ headers }) => names(headers))).toEqual([
      ['x-api-key', 'authorization'],
      [],
    ]);
  });

  it.each([5, 6])(
    '%i times over origins arrives up to the fifth, always without the credential',
    async (hops) => {
      const servers: TestServer[] = [];
      for (let hop = 0; hop <= hops; hop += 1) {
        servers.push(
          await serve((_request, response) => {
            const next = servers[hop + 1];
            if (next === undefined) response.writeHead(200, { 'content-length': 3 }).end('a,b');
            else response.writeHead(307, { location: `${next.url}/file` }).end();
          }),
        );
      }
      const outcome = await engineFor(servers[0]?.url, options)
        .bytes('things.download', file)
        .then(({ data }) => data.text(), String);
      expect(outcome).toContain(hops === 5 ? 'a,b' : 'was redirected more than 5 times');
      expect(servers.slice(6).map(({ received }) => received.length)).toEqual(hops === 5 ? [] : [0]);
      const later = servers.slice(1).flatMap(({ received }) => received.map(({ headers }) => names(headers)));
      expect(later).toEqual([[], [], [], [], []]);
    },
  );
});
