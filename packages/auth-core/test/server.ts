import { createHash } from 'node:crypto';
import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import { onTestFinished } from 'vitest';
import { certificate, privateKey } from '@bimodal/contract/testing';

/** A request as the server got it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  /** Names and values in turns, as they came. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export interface TestServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  readonly received: readonly Received[];
  /** How many connections were made to it. */
  readonly connections: () => number;
  /** Ends it, with all its connections. */
  readonly close: () => Promise<void>;
}

type Handler = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
  received: Received,
) => void | Promise<void>;

/** A server over a real socket, ended with the test. */
export async function serve(handler: Handler, options: { readonly tls?: boolean } = {}): Promise<TestServer> {
  const received: Received[] = [];
  const listener = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const one: Received = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    received.push(one);
    await handler(request, response, one);
  };
  const onRequest: http.RequestListener = (request, response) => {
    listener(request, response).catch(() => response.destroy());
  };
  const server = options.tls
    ? https.createServer({ cert: certificate, key: privateKey }, onRequest)
    : http.createServer(onRequest);
  return started(server, received, options.tls ? 'https' : 'http');
}

/** A server that answers each request in turn by its own handler, and the last one again and again. */
export function serveInTurn(...handlers: readonly Handler[]): Promise<TestServer> {
  let turn = 0;
  return serve(async (request, response, received) => {
    const handler = handlers[Math.min(turn, handlers.length - 1)];
    turn += 1;
    await handler?.(request, response, received);
  });
}

/** A server that speaks no protocol of its own. */
export function serveRaw(onConnection: (socket: net.Socket, index: number) => void): Promise<TestServer> {
  let index = 0;
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    onConnection(socket, index);
    index += 1;
  });
  return started(server, [], 'http');
}

/** A server that answers every request with the same bytes, then ends the connection. */
export function serveBytes(bytes: string | Buffer): Promise<TestServer> {
  return serveRaw((socket) => socket.once('data', () => socket.end(bytes)));
}

/** A server that upgrades every request to a websocket. `begin` is written together with the handshake. */
export async function serveWebSocket(
  onSocket: (socket: net.Socket, request: http.IncomingMessage) => void = () => undefined,
  begin: Buffer = Buffer.alloc(0),
): Promise<TestServer> {
  const received: Received[] = [];
  const server = http.createServer();
  server.on('upgrade', (request, socket: net.Socket) => {
    const { method = '', url = '', headers, rawHeaders } = request;
    received.push({ method, path: url, headers, rawHeaders, body: '' });
    socket.on('error', () => undefined);
    const key = `${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    const lines = [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept}`,
    ];
    socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), begin]));
    onSocket(socket, request);
  });
  return started(server, received, 'http');
}

/** A short text as a websocket's frame. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from([0x81, payload.length]), payload]);
}

/** Answers with JSON. */
export function json(
  response: http.ServerResponse,
  data: unknown,
  status = 200,
  headers: http.OutgoingHttpHeaders = {},
): void {
  const body = JSON.stringify(data);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

async function started(server: net.Server, received: Received[], scheme: string): Promise<TestServer> {
  const sockets = new Set<net.Socket>();
  let connections = 0;
  server.on('connection', (socket: net.Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  let closed: Promise<unknown> | undefined;
  const close = async (): Promise<void> => {
    closed ??= new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  onTestFinished(close);
  return { url: `${scheme}://127.0.0.1:${port}`, port, received, connections: () => connections, close };
}
