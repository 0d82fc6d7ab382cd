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

/** A device whose way to the platform leads over a port. */
function start(transport: 'ws' | 'mqtt', port: number): Device {
  const { id, apiKey } = emulator.seeds.cloud.device;
  return new Device({
    device: id,
    outbox: join(folder, 'outbox.sqlite'),
    credential: modeCloudKey(apiKey, { kind: 'device' }),
    transport,
    baseUrl: `http://127.0.0.1:${port}`,
    mqtt: { url: `mqtt://127.0.0.1:${port}` },
  });
}

/** For a busy machine, and what happens at the next poll of the store. */
const patiently = { timeout: 20_000 };
const transports = ['mqtt', 'ws'] as const;

it.each(transports)(
  'mirrors the store over %s, both ways, also through a loss of the connection',
  async (transport) => {
    const { id } = emulator.seeds.cloud.device;
    await using way = await Cuttable.to(transport === 'mqtt' ? emulator.mqttUrl : emulator.url);
    await user.deviceKeyValues.set({ device: id, key: 'a', value: 1 });
    await using device = start(transport, way.port);
    await using store = device.keyValues({ reconnectDelay: 1, maxReconnectDelay: 10 });
    await store.ready;
    expect([[...store], store.revision]).toEqual([[['a', 1]], 1]);

    const changes: KeyValueChange[] = [];
    store.observe((change) => changes.push(change));
    await user.deviceKeyValues.set({ device: id, key: 'b', value: { c: [null] } });
    await user.deviceKeyValues.delete({ device: id, key: 'a' });
    await expect
      .poll(() => changes, patiently)
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
    await expect.poll(() => store.revision, patiently).toBe(5);

    changes.length = 0;
    way.cut();
    await expect.poll(() => changes.map(({ type }) => type), patiently).toEqual(['gap', 'reload']);
    await user.deviceKeyValues.set({ device: id, key: 'late', value: true });
    await expect.poll(() => store.get('late'), patiently).toBe(true);
    await device.close();
    await store.ended;
    expect([...store.values()]).toEqual([2, true]);
  },
);

it('asks for the store by REST where the platform has no websocket for it', async () => {
  const { id } = emulator.seeds.cloud.device;
  emulator.faults.set('none', { operation: 'deviceKeyValues.stream', status: 404 });
  await user.deviceKeyValues.set({ device: id, key: 'a', value: 1 });
  await user.deviceKeyValues.set({ device: id, key: 'gone', value: null });
  await using way = await Cuttable.to(emulator.url);
  await using device = start('ws', way.port);
  const quick = { reconnectDelay: 1, maxReconnectDelay: 10, pingInterval: 2000, pongTimeout: 1900 };
  await using store = device.keyValues(quick);
  const changes: KeyValueChange[] = [];
  store.observe((change) => changes.push(change));
  await store.ready;
  expect(Object.fromEntries(store)).toEqual({ a: 1, gone: null });
  await user.deviceKeyValues.set({ device: id, key: 'b', value: { c: [2] } });
  await user.deviceKeyValues.delete({ device: id, key: 'gone' });
  await expect.poll(() => Object.fromEntries(store), patiently).toEqual({ a: 1, b: { c: [2] } });
  expect(changes.map(({ type }) => type).toSorted()).toEqual(['delete', 'reload', 'set']);
  await store.set('own', 'x');
  expect([store.get('own'), await user.deviceKeyValues.get({ device: id, key: 'own' })]).toMatchObject([
    'x',
    { value: 'x' },
  ]);
  changes.length = 0;
  emulator.faults.set('busy', { operation: 'deviceKeyValues.list', status: 503, times: 1 });
  await expect.poll(() => changes.map(({ type }) => type).slice(-2), patiently).toEqual(['gap', 'reload']);
  expect(Object.fromEntries(store)).toEqual({ a: 1, b: { c: [2] }, own: 'x' });
});

it('ends where there is no such device, or it may not read its store, and says why', async () => {
  const { id } = emulator.seeds.cloud.device;
  const device = new Device({
    device: id,
    outbox: join(folder, 'outbox.sqlite'),
    credential: modeCloudKey('test-key', { kind: 'device' }),
    baseUrl: emulator.url,
  });
  await expect(device.keyValues().ready).rejects.toMatchObject({ name: 'AuthenticationError' });
  emulator.faults.set('none', { operation: 'deviceKeyValues.stream', status: 404 });
  emulator.faults.set('gone', { operation: 'deviceKeyValues.list', status: 404 });
  await expect(device.keyValues().ready).rejects.toMatchObject({ name: 'NotFoundError' });
  await device.close();
});

it('throws what the platform says of a write by REST', async () => {
  await using device = start('ws', Number(new URL(emulator.url).port));
  await using store = device.keyValues();
  await store.ready;
  await expect(store.set('no key', 1)).rejects.toMatchObject({ name: 'StatusError', status: 400 });
  await expect(store.delete('never')).rejects.toMatchObject({ name: 'NotFoundError' });
  expect(store.size).toBe(0);
});
