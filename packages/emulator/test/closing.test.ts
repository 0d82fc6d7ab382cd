import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../src/index.ts';

/** Opens a device's websocket and then does nothing any more, not even say goodbye. */
async function silentPeer({ url, seeds }: Emulator): Promise<Socket> {
  const { id, apiKey } = seeds.cloud.device;
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const lines = [
    `GET /devices/${id}/command HTTP/1.1`,
    `Host: ${hostname}`,
    `Authorization: ModeCloud ${apiKey}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  socket.write([...lines, '', ''].join('\r\n'));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 101 /);
  return socket;
}

test('ends websockets whose peer no longer answers', async () => {
  const emulator = await startEmulator();
  const peer = await silentPeer(emulator);
  const ended = once(peer, 'close');
  await emulator.close();
  await ended;
});

test('ends connections that never asked for anything, and half a request', async () => {
  const emulator = await startEmulator();
  const { hostname, port } = new URL(emulator.url);
  const sockets = [connect(Number(port), hostname), connect(Number(port), hostname)];
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  sockets[1]?.write('GET /api/verify HTTP/1.1\r\nHo');
  const ended = Promise.all(
    sockets.map((socket) => new Promise((resolve) => socket.on('close', resolve).on('error', () => {}))),
  );
  await emulator.close();
  await ended;
});

test('closes once, however often it is asked', async () => {
  const emulator = await startEmulator();
  await Promise.all([emulator.close(), emulator.close(), emulator[Symbol.asyncDispose]()]);
  await expect(fetch(emulator.url)).rejects.toThrow('fetch failed');
});

test('gives back everything when it cannot start', async () => {
  const first = await startEmulator();
  const kept = (): number =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`bimodal-emulator-${process.pid}-`)).length;
  const before = kept();
  await expect(startEmulator({ port: Number(new URL(first.url).port) })).rejects.toThrow('is in use');
  expect(kept()).toBe(before);
  await first.close();
});
