import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { vi } from 'vitest';
import { createWebSocketStream, WebSocket } from 'ws';

/** MQTT byte by byte, over TCP or over a bare websocket. */
export class MqttWire implements AsyncDisposable {
  readonly #stream: Duplex;
  #heard = '';
  isClosed = false;

  private constructor(stream: Duplex) {
    this.#stream = stream;
    stream.on('data', (bytes: Buffer) => (this.#heard += bytes.toString('hex')));
    stream.on('error', () => {});
    for (const end of ['end', 'close']) stream.once(end, () => (this.isClosed = true));
  }

  static async open(over: 'tcp' | 'websocket', mqttUrl: string): Promise<MqttWire> {
    const { port } = new URL(mqttUrl);
    if (over === 'tcp') {
      const socket = connect(Number(port), '127.0.0.1');
      await once(socket, 'connect');
      return new MqttWire(socket);
    }
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    const wire = new MqttWire(createWebSocketStream(socket));
    await once(socket, 'open');
    if (socket.protocol !== '') throw new Error(`The subprotocol is ${socket.protocol}.`);
    return wire;
  }

  write(packet: Buffer): void {
    this.#stream.write(packet);
  }

  /** Waits until exactly these bytes, in hex, have come; those of before are forgotten. */
  async hears(hex: string): Promise<void> {
    await comes(
      () => this.#heard.startsWith(hex),
      () => `${this.#heard} came in place of ${hex}.`,
    );
    this.#heard = this.#heard.slice(hex.length);
  }

  /** Waits for a PUBLISH with QoS 0 of less than 16 KiB. */
  async hearsPublish(): Promise<{ topic: string; message: unknown }> {
    await comes(
      () => this.#packet() !== undefined,
      () => `${this.#heard} is no PUBLISH.`,
    );
    const { body, rest } = this.#packet() ?? { body: Buffer.alloc(2), rest: '' };
    this.#heard = rest;
    const end = 2 + body.readUInt16BE();
    const message: unknown = JSON.parse(body.subarray(end).toString());
    return { topic: body.subarray(2, end).toString(), message };
  }

  async ends(): Promise<void> {
    await comes(
      () => this.isClosed,
      () => 'The connection is open still.',
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stream.destroy();
    await this.ends();
  }

  #packet(): { body: Buffer; rest: string } | undefined {
    const bytes = Buffer.from(this.#heard, 'hex');
    const [type, first = 0, second = 0] = bytes;
    if (type !== 0x30) return undefined;
    const [length, start] = first < 128 ? [first, 2] : [(first & 127) + second * 128, 3];
    if (bytes.length < start + length) return undefined;
    return {
      body: bytes.subarray(start, start + length),
      rest: bytes.subarray(start + length).toString('hex'),
    };
  }
}

/** Waits for a condition. */
function comes(isThere: () => boolean, complaint: () => string): Promise<void> {
  const look = (): void => {
    if (!isThere()) throw new Error(complaint());
  };
  return vi.waitFor(look, { timeout: 60_000, interval: 5 });
}

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 255), bytes]);
};

function packet(type: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? Buffer.of(length) : Buffer.of((length & 127) | 128, length >> 7);
  return Buffer.concat([Buffer.of(type), size, body]);
}

export interface Login {
  readonly username?: string;
  readonly password?: string;
  readonly protocol?: string;
  readonly level?: number;
  readonly clientId?: string;
}

export function connectPacket({
  username,
  password,
  protocol = 'MQTT',
  level = 4,
  clientId = '',
}: Login): Buffer {
  const flags = 2 | (username === undefined ? 0 : 0x80) | (password === undefined ? 0 : 0x40);
  const own = [clientId, username, password].flatMap((value) => (value === undefined ? [] : [text(value)]));
  const properties = level === 5 ? [Buffer.of(0)] : [];
  return packet(0x10, text(protocol), Buffer.of(level, flags, 0, 60), ...properties, ...own);
}

export function subscribePacket(id: number, ...topics: string[]): Buffer {
  const asked = topics.flatMap((topic) => [text(topic), Buffer.of(0)]);
  return packet(0x82, Buffer.of(id >> 8, id & 255), ...asked);
}

export function publishPacket(
  topic: string,
  message: string,
  qos1?: { readonly id: number; readonly dup?: boolean },
): Buffer {
  const id = qos1 ? [Buffer.of(qos1.id >> 8, qos1.id & 255)] : [];
  const type = 0x30 | (qos1 ? 2 : 0) | (qos1?.dup ? 8 : 0);
  return packet(type, text(topic), ...id, Buffer.from(message));
}

export const pingPacket = Buffer.of(0xc0, 0);
