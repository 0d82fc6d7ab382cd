import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';

/** One websocket, as the server sees it. */
export interface Peer {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** The connection under it: pausing it makes a peer that is there and says nothing. */
  readonly connection: Duplex;
}

/** A real server of websockets, which does what a test says. */
export class SocketServer implements AsyncDisposable {
  readonly url: string;
  readonly requests: IncomingMessage[] = [];
  /** What the next handshakes are refused with; accepted when there is nothing left. */
  readonly refusals: { status: number; body?: string; headers?: string }[] = [];
  /** Sent with the very answer to the handshake, in one packet. */
  greeting: string | undefined;
  readonly #http: ReturnType<typeof createServer>;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #peers: Peer[] = [];
  readonly #awaited: ((peer: Peer) => void)[] = [];

  private constructor(http: ReturnType<typeof createServer>) {
    this.#http = http;
    this.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    http.on('upgrade', (request, connection, head) => this.#upgrade(request, connection, head));
  }

  static async start(): Promise<SocketServer> {
    const http = createServer((_request, response) => response.writeHead(404).end());
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return new SocketServer(http);
  }

  /** The next connection, in order, waiting for it if need be. */
  next(): Promise<Peer> {
    const peer = this.#peers.shift();
    return peer ? Promise.resolve(peer) : new Promise((resolve) => this.#awaited.push(resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  #upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    this.requests.push(request);
    const refusal = this.refusals.shift();
    if (refusal) {
      const body = refusal.body ?? '';
      connection.end(
        `HTTP/1.1 ${refusal.status} Refused\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n${refusal.headers ?? ''}\r\n${body}`,
      );
      return;
    }
    connection.cork();
    process.nextTick(() => connection.uncork());
    this.#sockets.handleUpgrade(request, connection, head, (socket) => {
      if (this.greeting !== undefined) socket.send(this.greeting);
      const peer = { socket, request, connection };
      const waiting = this.#awaited.shift();
      if (waiting) waiting(peer);
      else this.#peers.push(peer);
    });
  }
}

/** Fulfilled once the other side has read everything that was sent before. */
export async function delivered(socket: WebSocket): Promise<void> {
  socket.ping();
  await once(socket, 'pong');
}
