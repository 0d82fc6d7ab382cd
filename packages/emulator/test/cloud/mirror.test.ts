import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { Device, type KeyValueChange } from '@bimodal/iot-client/device';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { Cuttable } from './cuttable.ts';

let emulator: Emulator;
let folder: string;
let user: IotClient;
beforeEach(async () => {
  emulator = await startEmulator({ strict: true });
  user = new IotClient({ credential: modeCloudKey(emulator.seeds.cloud.user.token), baseUrl: emulator.url });
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterEach(async () => {
  await user.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

function start(transport: 'ws' | 'mqtt', port: number): Device {
  const { id, apiKey } = emulator.seeds.cloud.device;
  return new Device({
    device: id,
    outbox: join(folder, 'outbox.sqlite'),
    credential: modeCloudKey(apiKey, { kind: 'device' }),
    transport,
    mqtt: { url: `mqtt://127.0.0.1:${port}` },
  });
}

it('mirrors the store, both ways, also through a loss of the connection', async () => {
  const { id } = emulator.seeds.cloud.device;
  await using way = await Cuttable.to(emulator.mqttUrl);
  await user.deviceKeyValues.set({ device: id, key: 'a', value: 1 });
  await using device = start('mqtt', way.port);
  await using store = device.keyValues({ reconnectDelay: 1, maxReconnectDelay: 10 });
  await store.ready;
  expect([[...store], store.revision]).toEqual([[['a', 1]], 1]);

  const changes: KeyValueChange[] = [];
  store.observe((change) => changes.push(change));
  await user.deviceKeyValues.set({ device: id, key: 'b', value: { c: [null] } });
  await user.deviceKeyValues.delete({ device: id, key: 'a' });
  await expect
    .poll(() => changes)
    .toEqual([
      { type: 'set', key: 'b', value: { c: [null] }, revision: 2 },
      { type: 'delete', key: 'a', revision: 3 },
    ]);
  expect([...store.entries()]).toEqual([['b', { c: [null] }]]);

  await store.set('own', 2);
  expect(store.get('own')).toBe(2);
  expect(await user.deviceKeyValues.get({ device: id, key: 'own' })).toMatchObject({ value: 2 });
  await store.delete('b');
  expect([store.has('b'), store.size]).toEqual([false, 1]);
  await expect.poll(() => store.revision).toBe(5);

  changes.length = 0;
  way.cut();
  await expect.poll(() => changes.map(({ type }) => type)).toEqual(['gap', 'reload']);
  await user.deviceKeyValues.set({ device: id, key: 'late', value: true });
  await expect.poll(() => store.get('late')).toBe(true);
  await device.close();
  await store.ended;
  expect([...store.values()]).toEqual([2, true]);
});

it('is there over MQTT only, and says so', async () => {
  await using device = start('ws', 1);
  expect(() => device.keyValues()).toThrow(/transport: 'mqtt'/);
});
