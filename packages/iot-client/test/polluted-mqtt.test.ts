import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { createWebSocketStream, WebSocketServer } from 'ws';

/** Takes every device and every message, and says on `t` what it was sent: the handshake, and the packet that connects. */
function speak(pipe: Duplex, handshake: string): void {
  let said = handshake;
  let waiting = Buffer.alloc(0);
  pipe.on('error', () => undefined);
  pipe.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    // A packet of this test is shorter than 128 bytes: its length is one byte.
    while (waiting.length >= 2 && waiting.length >= (waiting[1] ?? 0) + 2) {
      const packet = waiting.subarray(0, (waiting[1] ?? 0) + 2);
      waiting = waiting.subarray(packet.length);
      const kind = (packet[0] ?? 0) >> 4;
      if (kind === 1) {
        said += packet.toString('hex');
        pipe.write(Buffer.from([0x20, 2, 0, 0]));
      } else if (kind === 8) {
        pipe.write(Buffer.from([0x90, 3, packet[2] ?? 0, packet[3] ?? 0, 0]));
      } else if (kind === 3) {
        pipe.write(Buffer.from([0x40, 2, packet[5] ?? 0, packet[6] ?? 0]));
        // The flags of the message, too: whether it is kept, or said to come again.
        const payload = Buffer.from(`${said} ${packet[0]}`);
        const size = payload.length + 3;
        const head = [0x30, (size % 128) | 128, Math.floor(size / 128), 0, 1, 0x74];
        pipe.write(Buffer.concat([Buffer.from(head), payload]));
      }
    }
  });
}

it.each(['mqtt', 'ws'])(
  'A polluted prototype changes nothing of what a device says over %s',
  async (scheme) => {
    const plain = createServer((socket) => speak(socket, ''));
    await once(plain.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void plain.close());
    const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(sockets, 'listening');
    onTestFinished(() => sockets.close());
    sockets.on('connection', (socket, request) => {
      const names = Object.keys(request.headers).toSorted().join();
      speak(createWebSocketStream(socket), `${request.method} ${request.url} ${names} `);
    });
    const { port } = (scheme === 'ws' ? sockets : plain).address() as AddressInfo;
    const script = fileURLToPath(new URL('polluted-mqtt-client.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script, scheme, String(port)], {
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    const told: Record<string, string> = JSON.parse(stdout);
    expect(Object.keys(told).length).toBeGreaterThan(20);
    // The device's name and key, in hexadecimal digits.
    expect(told['clean']).toContain(Buffer.from('test-device-key').toString('hex'));
    for (const [name, text] of Object.entries(told))
      expect({ name, text }).toEqual({ name, text: told['clean'] });
  },
  60_000,
);
