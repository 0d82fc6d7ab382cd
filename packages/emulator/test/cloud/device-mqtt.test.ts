import { IotClient, modeCloudKey, type CommandStream, type Credential } from '@bimodal/iot-client';
import { Device, type DeviceFailure, type DeviceOptions } from '@bimodal/iot-client/device';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { certificate, privateKey } from '@bimodal/contract/testing';
import { Cuttable } from './cuttable.ts';

let emulator: Emulator;
let folder: string;
let user: IotClient;
const failures: DeviceFailure[] = [];
beforeEach(async () => {
  failures.length = 0;
  emulator = await startEmulator({ strict: true });
  user = new IotClient({ credential: modeCloudKey(emulator.seeds.cloud.user.token), baseUrl: emulator.url });
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterEach(async () => {
  await user.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const key = (): Credential => modeCloudKey(emulator.seeds.cloud.device.apiKey, { kind: 'device' });

function start(options: Partial<DeviceOptions> = {}, url = emulator.mqttUrl): Device {
  return new Device({
    device: emulator.seeds.cloud.device.id,
    outbox: join(folder, 'outbox.sqlite'),
    transport: 'mqtt',
    mqtt: { url },
    credential: key(),
    retryDelay: 1,
    maxRetryDelay: 10,
    onFailure: (failure) => failures.push(failure),
    ...options,
  });
}

/** For a busy machine. */
const patiently = { timeout: 20_000 };
const quick = { reconnectDelay: 1, maxReconnectDelay: 10 };
const next = async (stream: CommandStream): Promise<unknown> =>
  (await stream[Symbol.asyncIterator]().next()).value;
const command = (action: string): unknown => ({ type: 'command', command: { action, parameters: {} } });
const send = (action: string) =>
  user.devices.sendCommand({ device: emulator.seeds.cloud.device.id, action, parameters: {} });

/** The numbers in the next so many events that the user sees. */
async function numbers(events: ReturnType<IotClient['events']['stream']>, last: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  const reader = events[Symbol.asyncIterator]();
  while (seen.at(-1) !== last) {
    const { value } = await reader.next();
    if (value?.type === 'event' && value.event.eventType === 'n') seen.push(value.event.eventData?.['n']);
  }
  return seen;
}

it.each(['mqtt', 'ws'])(
  'sends events in order and takes commands over %s, on one connection',
  async (scheme) => {
    await using way = await Cuttable.to(emulator.mqttUrl);
    await using events = user.events.stream();
    await events.connected;
    await using device = start({}, `${scheme}://127.0.0.1:${way.port}`);
    for (let n = 0; n < 20; n++) device.sendEvent('n', { n });
    await device.flush();
    expect(await numbers(events, 19)).toEqual(Array.from({ length: 20 }, (_, n) => n));

    await using commands = device.commands();
    await commands.connected;
    await send('blink');
    expect(await next(commands)).toEqual(command('blink'));
    expect([way.connections, failures]).toEqual([1, []]);
    await device.close();
    await expect(send('late')).rejects.toMatchObject({ code: 'DEVICE_OFFLINE' });
  },
);

it('keeps an event until it is confirmed, and sends it again', async () => {
  await using way = await Cuttable.to(emulator.mqttUrl);
  await using events = user.events.stream();
  await events.connected;
  await using device = start({}, `mqtt://127.0.0.1:${way.port}`);
  await using commands = device.commands(quick);
  await commands.connected;
  way.isDeaf = true;
  device.sendEvent('n', { n: 1 });
  // It has arrived, and the device was not told.
  expect(await numbers(events, 1)).toEqual([1]);
  expect(device.waiting).toBe(1);
  way.isDeaf = false;
  way.cut();
  await device.flush();
  device.sendEvent('n', { n: 2 });
  expect(await numbers(events, 2)).toEqual([1, 2]);
  expect(failures).toMatchObject([{ isGivenUp: false, error: { name: 'ConnectionError', sent: true } }]);
});

it('does not wait for one event before it sends the next, and sends all again that were not confirmed', async () => {
  await using way = await Cuttable.to(emulator.mqttUrl);
  await using events = user.events.stream();
  await events.connected;
  await using device = start({}, `mqtt://127.0.0.1:${way.port}`);
  await using commands = device.commands(quick);
  await commands.connected;
  way.isDeaf = true;
  for (let n = 0; n < 40; n++) device.sendEvent('n', { n });
  const all = Array.from({ length: 40 }, (_, n) => n);
  // As many as may be under way arrive, though none is confirmed.
  expect(await numbers(events, 31)).toEqual(all.slice(0, 32));
  expect(device.waiting).toBe(40);
  way.isDeaf = false;
  way.cut();
  expect(await numbers(events, 39)).toEqual(all);
  await device.flush();
  expect(device.waiting).toBe(0);
});

it('comes back with the credential of the moment, and tells of the gap', async () => {
  await using way = await Cuttable.to(emulator.mqttUrl);
  const given: (Credential | undefined)[] = [];
  let fresh = modeCloudKey('test-key', { kind: 'device' });
  const credential = {
    name: 'test',
    provide({ refused }: { refused: Credential | undefined }) {
      given.push(refused);
      const answer = fresh;
      fresh = key();
      return answer;
    },
  };
  await using device = start({ credential }, `mqtt://127.0.0.1:${way.port}`);
  await using commands = device.commands(quick);
  await commands.connected;
  // The first was refused, and another asked for.
  expect(given).toMatchObject([undefined, { kind: 'device' }]);
  way.cut();
  expect(await next(commands)).toMatchObject({ type: 'gap', reason: 'disconnected' });
  await send('again');
  expect(await next(commands)).toEqual(command('again'));
  expect(way.connections).toBe(3);
});

it('ends a stream whose key is not taken, and keeps the events', async () => {
  await using device = start({ credential: modeCloudKey('test-key') });
  device.sendEvent('kept');
  const error = await device.commands(quick).connected.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'AuthenticationError', status: 401, code: 'CONNACK 4' });
  await expect.poll(() => failures.length, patiently).toBeGreaterThan(1);
  expect(JSON.stringify([error, failures])).not.toContain('test-key');
  expect(device.waiting).toBe(1);
});

it.each([
  [
    'a key of another kind',
    () => ({ credential: modeCloudKey('test-key', { kind: 'user' }) }),
    'CallerError',
  ],
  [
    'a key that belongs elsewhere',
    () => ({ credential: modeCloudKey('test-key', { origin: 'https://api.tinkermode.com' }) }),
    'OriginError',
  ],
  ['no URL where the platform is another one', () => ({ baseUrl: emulator.url, mqtt: {} }), 'OriginError'],
])('sends nothing with %s', async (_what, options, name) => {
  await using way = await Cuttable.to(emulator.mqttUrl);
  await using device = start({ mqtt: { url: `mqtt://127.0.0.1:${way.port}` }, ...options() });
  await expect(device.commands(quick).connected).rejects.toMatchObject({ name });
  expect(way.connections).toBe(0);
});

it.each(['mqtts', 'wss'])('speaks %s, to whom it trusts', async (scheme) => {
  await using way = await Cuttable.to(emulator.mqttUrl, { cert: certificate, key: privateKey });
  const url = `${scheme}://127.0.0.1:${way.port}`;
  const wary = start({}, url);
  wary.sendEvent('secret');
  await expect.poll(() => failures, patiently).toContainEqual(expect.objectContaining({ isGivenUp: false }));
  expect([failures[0]?.error, way.connections]).toMatchObject([{ name: 'ConnectionError' }, 0]);
  await wary.close();
  await using device = start({ mqtt: { url, ca: certificate } });
  await device.flush();
  expect(device.waiting).toBe(0);
  await using commands = device.commands(quick);
  const store = device.keyValues(quick);
  await Promise.all([commands.connected, store.ready]);
  await send('blink');
  expect(await next(commands)).toEqual(command('blink'));
  await store.set('own', 1);
  expect([store.get('own'), way.connections]).toEqual([1, 1]);
});

it('closes while it cannot connect', async () => {
  const device = start({}, 'mqtt://127.0.0.1:1');
  device.sendEvent('kept');
  const commands = device.commands(quick);
  await expect.poll(() => failures.length, patiently).toBeGreaterThan(0);
  await device.close();
  await expect(commands.connected).rejects.toMatchObject({ name: 'ConnectionError' });
});

it('goes by what stands in the environment, all of it', async () => {
  vi.stubEnv('MODE_CLOUD_KEY', emulator.seeds.cloud.device.apiKey);
  vi.stubEnv('MODE_CLOUD_BASE_URL', emulator.url);
  vi.stubEnv('MODE_CLOUD_MQTT_URL', emulator.mqttUrl);
  try {
    const { id: device } = emulator.seeds.cloud.device;
    await using own = new Device({ device, outbox: join(folder, 'outbox.sqlite'), transport: 'mqtt' });
    await using events = user.events.stream();
    await events.connected;
    own.sendEvent('n', { n: 1 });
    expect(await numbers(events, 1)).toEqual([1]);
  } finally {
    vi.unstubAllEnvs();
  }
});
