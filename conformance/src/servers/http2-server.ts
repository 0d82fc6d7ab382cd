import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificate.ts';

/** How a stream is answered: with a body of a type, in whole, or half of it and then RST_STREAM. */
export interface StreamAnswer {
  readonly type: string;
  readonly body: string;
  readonly cut: boolean;
  /** Whether a content-length says how much is to come. */
  readonly sized: boolean;
}

// RFC 9113, sections 6 and 7.
const frames = { data: 0, headers: 1, reset: 3, settings: 4 } as const;
const flags = { ack: 1, endStream: 1, endHeaders: 4 } as const;
const cancel = 8;
const prefaceLength = 24;
const headerLength = 9;

/**
 * A server that speaks HTTP/2 frame by frame: node:http2 ends a stream in good order before it resets it, so that a
 * client could not tell that anything is missing.
 */
export class Http2Server {
  readonly #server: Server;
  readonly #answer: (nth: number) => StreamAnswer;
  #streams = 0;

  private constructor(certificate: Certificate, answer: (nth: number) => StreamAnswer) {
    this.#answer = answer;
    const { key, cert } = certificate;
    this.#server = createServer({ key, cert, ALPNProtocols: ['h2'] }, (socket) => this.#serve(socket));
    this.#server.on('tlsClientError', () => undefined);
  }

  /** @param answer is told of each stream, the first being 1. */
  static async start(certificate: Certificate, answer: (nth: number) => StreamAnswer): Promise<Http2Server> {
    const server = new Http2Server(certificate, answer);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #serve(socket: TLSSocket): void {
    socket.on('error', () => undefined);
    socket.write(frame(frames.settings, 0, 0));
    let received = Buffer.alloc(0);
    let skip = prefaceLength;
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= skip + headerLength) {
        const head = received.subarray(skip);
        const length = head.readUIntBE(0, 3);
        if (head.length < headerLength + length) return;
        const [type, flag] = [head[3], head[4] ?? 0];
        if (type === frames.settings && (flag & flags.ack) === 0) {
          socket.write(frame(frames.settings, flags.ack, 0));
        }
        if (type === frames.headers) this.#respond(socket, head.readUInt32BE(5));
        received = head.subarray(headerLength + length);
        skip = 0;
      }
    });
  }

  #respond(socket: TLSSocket, stream: number): void {
    this.#streams += 1;
    const { type, body, cut, sized } = this.#answer(this.#streams);
    // Indices of the static table of RFC 7541: 8 is `:status: 200`, 28 content-length, 31 content-type.
    const fields = [Buffer.from([0x80 | 8]), literal(31, type)];
    if (sized) fields.push(literal(28, String(body.length)));
    socket.write(frame(frames.headers, flags.endHeaders, stream, Buffer.concat(fields)));
    const sent = Buffer.from(cut ? body.slice(0, body.length / 2) : body);
    socket.write(frame(frames.data, cut ? 0 : flags.endStream, stream, sent));
    if (cut) socket.write(frame(frames.reset, 0, stream, Buffer.from([0, 0, 0, cancel])));
  }
}

function frame(type: number, flag: number, stream: number, payload: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(headerLength);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flag;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** A header whose name is in the static table, without indexing; indices from 15 on take a second byte. */
function literal(index: number, value: string): Buffer {
  return Buffer.concat([Buffer.from([0x0f, index - 15, value.length]), Buffer.from(value)]);
}
