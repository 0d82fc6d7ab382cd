import type { Aedes } from 'aedes';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { isLoopbackHost } from '../../server/host-guard.ts';

/** Milliseconds that a connection has to say something. */
const patience = 30_000;

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * One port for MQTT on plain TCP and on a bare websocket, any path and no subprotocol: what begins like an HTTP request is
 * one.
 */
export async function listen(
  broker: Aedes,
  { host, port }: { readonly host: string | undefined; readonly port: number | undefined },
): Promise<Listening> {
  const http = createHttpServer((_request, response) => void response.writeHead(426).end());
  const verifyClient = ({ req }: { req: { headers: { host?: string | undefined } } }): boolean =>
    host !== undefined || isLoopbackHost(req.headers.host);
  const websockets = new WebSocketServer({ server: http, verifyClient, maxPayload: 1024 * 1024 });
  websockets.on('connection', (socket) => {
    broker.handle(createWebSocketStream(socket));
  });

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(patience, () => socket.destroy());
    socket.once('readable', () => {
      const start: unknown = socket.read();
      if (!Buffer.isBuffer(start)) return void socket.destroy();
      socket.setTimeout(0);
      socket.unshift(start);
      if (start[0] === 'G'.charCodeAt(0)) http.emit('connection', socket);
      else broker.handle(socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port ?? 0, host ?? '127.0.0.1', resolve);
  }).catch((error: unknown) => {
    broker.close();
    throw error;
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await new Promise<void>((resolve) => broker.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
