import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What becomes of a message: it is confirmed, or the connection is cut instead, before or after it was taken. */
export type Fate = 'confirmed' | 'lost' | 'taken';

/** The kinds of packets, the first four bits of each. */
const kinds = { connect: 1, publish: 3, subscribe: 8, unsubscribe: 10, ping: 12 };

/** A server of MQTT 3.1.1 that takes messages of QoS 1 and does with each what a test says; it sends none itself. */
export class MqttServer implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #judge: (payload: string) => Fate;

  private constructor(server: Server, judge: (payload: string) => Fate) {
    this.#server = server;
    this.#judge = judge;
    this.url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (socket) => this.#serve(socket));
  }

  static async start(judge: (payload: string) => Fate): Promise<MqttServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new MqttServer(server, judge);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
    let bytes = Buffer.alloc(0);
    socket.on('data', (data: Buffer) => {
      bytes = Buffer.concat([bytes, data]);
      for (let packet = first(bytes); packet !== undefined && !socket.destroyed; packet = first(bytes)) {
        bytes = bytes.subarray(packet.end);
        this.#answer(socket, packet.kind, packet.body);
      }
    });
  }

  #answer(socket: Socket, kind: number, body: Buffer): void {
    if (kind === kinds.connect) socket.write(Buffer.from([0x20, 2, 0, 0]));
    if (kind === kinds.subscribe) socket.write(Buffer.from([0x90, 3, body[0] ?? 0, body[1] ?? 0, 0]));
    if (kind === kinds.unsubscribe) socket.write(Buffer.from([0xb0, 2, body[0] ?? 0, body[1] ?? 0]));
    if (kind === kinds.ping) socket.write(Buffer.from([0xd0, 0]));
    if (kind !== kinds.publish) return;
    const id = 2 + body.readUInt16BE(0);
    const fate = this.#judge(body.subarray(id + 2).toString('utf8'));
    if (fate === 'confirmed') socket.write(Buffer.from([0x40, 2, body[id] ?? 0, body[id + 1] ?? 0]));
    else socket.destroy();
  }
}

/** The first whole packet, if there is one. */
function first(bytes: Buffer): { kind: number; body: Buffer; end: number } | undefined {
  let [length, at] = [0, 1];
  for (let shift = 0; ; shift += 7, at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    length += (byte & 127) << shift;
    if (byte < 128) break;
  }
  const [start, end] = [at + 1, at + 1 + length];
  if (bytes.length < end) return undefined;
  return { kind: (bytes[0] ?? 0) >> 4, body: bytes.subarray(start, end), end };
}
