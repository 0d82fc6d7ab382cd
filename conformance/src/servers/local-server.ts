import {
  createServer as createPlain,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Certificate } from './certificate.ts';

/** One request as it arrived, whole. */
export interface Seen {
  readonly method: string;
  /** As it stood in the request line. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (seen: Seen, response: ServerResponse, socket: Socket) => void;

/** A server on this machine that keeps what it was asked, for a probe to look at. */
export class LocalServer {
  readonly requests: Seen[] = [];
  readonly #server: Server;
  readonly #scheme: 'http' | 'https';
  #broken = 0;

  private constructor(answer: Answer, certificate: Certificate | undefined) {
    const listen = (request: IncomingMessage, response: ServerResponse): void => {
      const chunks: Buffer[] = [];
      request.on('error', () => undefined);
      response.on('error', () => undefined);
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const seen = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
        this.requests.push(seen);
        answer(seen, response, request.socket);
      });
    };
    this.#scheme = certificate === undefined ? 'http' : 'https';
    this.#server =
      certificate === undefined
        ? createPlain({ keepAliveTimeout: 60_000 }, listen)
        : createSecure({ key: certificate.key, cert: certificate.cert, keepAliveTimeout: 60_000 }, listen);
    this.#server.prependListener('connection', (socket: Socket) => {
      if (this.#broken > 0) {
        this.#broken -= 1;
        socket.destroy();
      }
      socket.on('error', () => undefined);
    });
    this.#server.on('tlsClientError', () => undefined);
  }

  /** Starts one; with a certificate it speaks TLS. */
  static async start(answer: Answer, certificate?: Certificate): Promise<LocalServer> {
    const server = new LocalServer(answer, certificate);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Its origin, by address. */
  get url(): string {
    return this.at('127.0.0.1');
  }

  /** Its origin under another name; see `names.ts`. */
  at(host: string): string {
    return `${this.#scheme}://${host}:${this.port}`;
  }

  /** Ends so many connections as soon as they are made, before anything was said on them. */
  breakHandshakes(connections: number): void {
    this.#broken = connections;
  }
}
