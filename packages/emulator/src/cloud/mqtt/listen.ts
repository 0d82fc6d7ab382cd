import type { Aedes } from 'aedes';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { bodyLimit } from '../../server/body.ts';
import { overlookEmptyProtocol } from '../../server/empty-protocol.ts';
import { isLoopbackHost } from '../../server/host-guard.ts';
import { PacketSizes } from './packet-sizes.ts';

/** Milliseconds that a connection has to say something. */
const patience = 30_000;

/**
 * A message may be as long as a request's body, with the longest topic and a packet id before it. A CONNECT without a will has
 * four texts of 64 KiB at most.
 */
const limits = { publish: bodyLimit + 65_535 + 4, other: 256 * 1024 };

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Where to listen. */
interface Place {
  readonly host: string | undefined;
  /** 0 or undefined for any free one. */
  readonly port: number | undefined;
  /** Which of the free ones: the one that it had before, where it still is free. */
  readonly usual: number | undefined;
}

/**
 * One port for MQTT on plain TCP and on a bare websocket, any path and no subprotocol: what begins like an HTTP request is
 * one.
 */
export async function listen(broker: Aedes, { host, port, usual }: Place): Promise<Listening> {
  const http = createHttpServer((_request, response) => void response.writeHead(426).end());
  overlookEmptyProtocol(http);
  const verifyClient = ({ req }: { req: { headers: { host?: string | undefined } } }): boolean =>
    host !== undefined || isLoopbackHost(req.headers.host);
  // Clients send a packet as one frame, its header included.
  const maxPayload = limits.publish + 5;
  const websockets = new WebSocketServer({ server: http, verifyClient, maxPayload });
  websockets.on('connection', (socket) => {
    const stream = createWebSocketStream(socket);
    refuseLongPackets(stream);
    broker.handle(stream);
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
      else {
        refuseLongPackets(socket, start);
        broker.handle(socket);
      }
    });
  });
  const at = (wanted: number): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted, host ?? '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const isFree = port === undefined || port === 0;
  await (isFree && usual !== undefined ? at(usual).catch(() => at(0)) : at(port ?? 0)).catch(
    (error: unknown) => {
      broker.close();
      throw error;
    },
  );
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

/**
 * Ends a connection as soon as a packet says that it is too long, before it is kept: the library has no limit of its own, and
 * MQTT 3.1.1 no way to say so.
 */
function refuseLongPackets(connection: Duplex, start: Buffer = Buffer.alloc(0)): void {
  const sizes = new PacketSizes(limits);
  const push = connection.push.bind(connection);
  connection.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (!Buffer.isBuffer(chunk) || sizes.admit(chunk)) return push(chunk, encoding);
    connection.destroy();
    return false;
  };
  if (!sizes.admit(start)) connection.destroy();
}
