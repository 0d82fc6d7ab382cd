import { modeCloudKey, readBulkDataHeaders, verifyWebhook } from '@bimodal/iot-client';
import { Device } from '@bimodal/iot-client/device';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { Cuttable } from './cuttable.ts';

const label = 'camera';
const key = 'test-secret';
/** For a busy machine. */
const patiently = { timeout: 20_000 };
const delivered: { readonly body: Buffer; readonly headers: IncomingHttpHeaders }[] = [];
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    delivered.push({ body: Buffer.concat(chunks), headers: request.headers });
    response.writeHead(204).end();
  });
});
let [url, folder] = ['', ''];
let emulator: Emulator;
beforeAll(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/bulk`;
  emulator = await startEmulator({ strict: true, cloudWebhooks: [{ url, key, bulkDataLabel: label }] });
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterAll(async () => {
  await emulator.close();
  receiver.closeAllConnections();
  receiver.close();
  await rm(folder, { recursive: true });
});

function start(mqttUrl: string, transport: 'ws' | 'mqtt' = 'mqtt'): Device {
  const { id, apiKey } = emulator.seeds.cloud.device;
  return new Device({
    device: id,
    outbox: join(folder, 'outbox.sqlite'),
    credential: modeCloudKey(apiKey, { kind: 'device' }),
    transport,
    mqtt: { url: mqttUrl },
    baseUrl: emulator.url,
  });
}

it.each([0, 1] as const)('sends bytes as they are to the modules of a label, with QoS %i', async (qos) => {
  delivered.length = 0;
  await using device = start(emulator.mqttUrl);
  const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at % 256);
  await device.sendBulkData(label, bytes, { qos });
  await device.sendBulkData('nobody-listens', bytes);
  // An event is none of them.
  device.sendEvent('other');
  await device.flush();
  await expect.poll(() => delivered.length, patiently).toBe(1);
  const [{ body, headers } = { body: Buffer.of(), headers: {} }] = delivered;
  expect(body.equals(bytes)).toBe(true);
  const { id: deviceId } = emulator.seeds.cloud.device;
  const { projectId } = emulator.seeds.cloud;
  expect(readBulkDataHeaders(headers)).toEqual({ deviceId, moduleId: 'bulk-webhook', projectId });
  expect(verifyWebhook({ url, key, body, signature: headers['x-mode-signature'] })).toBe(true);
});

it('asks the module of a label, and takes the answer that is its own', async () => {
  await using device = start(emulator.mqttUrl);
  const labels = [label, 'sds', 'unknown', label];
  const answers = await Promise.all(labels.map((name) => device.requestBulkData(name, { open: true })));
  expect(answers.map(({ status }) => status)).toEqual(['ok', 'ok', 'unknown label', 'ok']);
});

it('says that nothing was confirmed, or answered', async () => {
  await using way = await Cuttable.to(emulator.mqttUrl);
  await using device = start(`mqtt://127.0.0.1:${way.port}`);
  await device.sendBulkData(label, 'a first one');
  way.isDeaf = true;
  await expect(device.requestBulkData(label, {}, { timeout: 20 })).rejects.toMatchObject({
    name: 'TimeoutError',
    timeout: 20,
  });
  const signal = AbortSignal.abort('enough');
  await expect(device.requestBulkData(label, {}, { signal })).rejects.toBe('enough');
  const [sent, asked] = [device.sendBulkData(label, 'lost'), device.requestBulkData(label)];
  const lost = { name: 'ConnectionError', sent: true };
  const reasons = Promise.all([sent, asked].map((promise) => promise.catch((reason: unknown) => reason)));
  await expect.poll(() => delivered.some(({ body }) => body.toString() === 'lost'), patiently).toBe(true);
  way.cut();
  expect(await reasons).toMatchObject([lost, lost]);
});

it('takes no label that would be a topic of its own, and goes over MQTT only', async () => {
  await using device = start(emulator.mqttUrl);
  for (const name of ['', 'a/b', '#', 'a+']) {
    await expect(device.sendBulkData(name, 'x')).rejects.toMatchObject({ name: 'InputError' });
  }
  await expect(device.requestBulkData(label, {}, { timeout: 0 })).rejects.toMatchObject({
    name: 'InputError',
  });
  await device.close();
  await using other = start(emulator.mqttUrl, 'ws');
  await expect(other.sendBulkData(label, 'x')).rejects.toThrow(/over MQTT only/);
  await expect(other.requestBulkData(label)).rejects.toThrow(/over MQTT only/);
});
