import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** One request as it came over the wire. */
export interface RawRequest {
  /** `PUT /path HTTP/1.1` */
  readonly line: string;
  /** In lower case, as `name: value`. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

const gap = Buffer.from('\r\n\r\n');

/**
 * A server that keeps the bytes of each request as they came, and answers with an object: `{}`, or what a test says. It reads
 * a body by its Content-Length alone: what is sent in chunks would be left over, and be taken for a request of no sense.
 */
export class RawServer implements AsyncDisposable {
  readonly url: string;
  readonly requests: RawRequest[] = [];
  /** What the next requests are answered with, status and body. */
  readonly answers: (readonly [status: number, body: string])[] = [];
  readonly #server: ReturnType<typeof createServer>;
  readonly #sockets = new Set<Socket>();

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (socket: Socket) => this.#read(socket));
  }

  static async start(): Promise<RawServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RawServer(server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #read(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf(gap);
      if (end === -1) return;
      const [line = '', ...headers] = received.toString('latin1', 0, end).split('\r\n');
      const lower = headers.map((header) => header.toLowerCase());
      const length = Number(lower.find((header) => header.startsWith('content-length:'))?.split(':')[1] ?? 0);
      const body = received.subarray(end + gap.length);
      if (body.length < length) return;
      this.requests.push({ line, headers: lower, body });
      received = Buffer.alloc(0);
      const [status, text] = this.answers.shift() ?? [200, '{}'];
      socket.write(
        `HTTP/1.1 ${status} Answer\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
      );
    });
  }
}
