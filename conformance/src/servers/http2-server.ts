import { createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import type { Certificate } from './certificate.ts';

/** A server that speaks HTTP/2 and nothing else. */
export class Http2Server {
  /** The `authorization` of each request. */
  readonly credentials: (string | undefined)[] = [];
  readonly #server: Http2SecureServer;

  private constructor(certificate: Certificate, answer: (stream: ServerHttp2Stream) => void) {
    this.#server = createSecureServer({ key: certificate.key, cert: certificate.cert, allowHTTP1: false });
    this.#server.on('connection', (socket: Socket) => socket.on('error', () => undefined));
    this.#server.on('sessionError', () => undefined);
    this.#server.on('stream', (stream, headers) => {
      stream.on('error', () => undefined);
      this.credentials.push(headers.authorization);
      answer(stream);
    });
  }

  static async start(
    certificate: Certificate,
    answer: (stream: ServerHttp2Stream) => void,
  ): Promise<Http2Server> {
    const server = new Http2Server(certificate, answer);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
}
