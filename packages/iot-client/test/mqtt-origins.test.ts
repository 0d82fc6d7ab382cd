import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Device, type DeviceFailure, type DeviceOptions } from '../src/device/index.ts';
import { CallerError, modeCloudKey, OriginError } from '../src/index.ts';

/** A port that nobody should come to, and how many did. */
async function trap(): Promise<{ readonly port: number; readonly connections: () => number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

/** What becomes of the first event of a device. */
async function firstFailure(
  options: Pick<DeviceOptions, 'credential' | 'mqtt' | 'baseUrl'>,
): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-mqtt-'));
  const { promise, resolve } = Promise.withResolvers<DeviceFailure>();
  const outbox = join(folder, 'outbox.sqlite');
  const device = new Device({ device: 4, outbox, transport: 'mqtt', onFailure: resolve, ...options });
  onTestFinished(async () => {
    await device.close();
    await rm(folder, { recursive: true });
  });
  device.sendEvent('reading', {});
  return (await promise).error;
}

it.each([
  ['of another host', 'http://127.0.0.2', '127.0.0.1'],
  ['of a host whose name ends alike', 'http://localhost', 'evil.localhost'],
  ['of production', 'https://api.tinkermode.com', '127.0.0.1'],
  ['of the same machine under another name', 'http://localhost', '127.0.0.1'],
])('A key %s does not go to an MQTT server', async (_what, origin, host) => {
  const { port, connections } = await trap();
  const credential = modeCloudKey('test-key', { origin });
  const failure = await firstFailure({ credential, mqtt: { url: `mqtt://${host}:${port}` } });
  expect(failure).toBeInstanceOf(OriginError);
  expect(String(failure)).not.toContain('test-key');
  expect(connections()).toBe(0);
});

it.each([
  ['bound to another place', { credential: modeCloudKey('test-key', { origin: 'https://iot.example.com' }) }],
  ['told another base URL', { credential: modeCloudKey('test-key'), baseUrl: 'https://iot.example.com' }],
])('Without an MQTT URL, a key that is %s goes nowhere: not to production either', async (_what, options) => {
  const failure = await firstFailure(options);
  expect(failure).toBeInstanceOf(OriginError);
  expect(String(failure)).toContain('Where https://iot.example.com speaks MQTT is not known');
});

it.each(['user', 'project'] as const)('A key of a %s is not sent as a device’s', async (kind) => {
  const { port, connections } = await trap();
  const credential = modeCloudKey('test-key', { kind });
  const failure = await firstFailure({ credential, mqtt: { url: `mqtt://127.0.0.1:${port}` } });
  expect(failure).toBeInstanceOf(CallerError);
  expect(connections()).toBe(0);
});
