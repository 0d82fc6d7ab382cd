import { IotClient, modeCloudKey, type CommandStream, type EventStream } from '@bimodal/iot-client';
import { Device, type DeviceFailure } from '@bimodal/iot-client/device';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';

let emulator: Emulator;
let folder: string;
let user: IotClient;
let project: IotClient;
const failures: DeviceFailure[] = [];
beforeEach(async () => {
  failures.length = 0;
  emulator = await startEmulator({ strict: true });
  user = new IotClient({ credential: modeCloudKey(emulator.seeds.cloud.user.token), baseUrl: emulator.url });
  project = user.withOptions({ credential: modeCloudKey(emulator.seeds.cloud.projectKey) });
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterEach(async () => {
  await user.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const quick = { reconnectDelay: 1, maxReconnectDelay: 10 };
const watchful = { ...quick, pingInterval: 60, pongTimeout: 50 };
const gap = { type: 'gap', reason: 'disconnected' };
const deviceId = (): number => emulator.seeds.cloud.device.id;

function start(transport: 'ws' | 'mqtt'): Device {
  return new Device({
    device: deviceId(),
    outbox: join(folder, 'outbox.sqlite'),
    credential: modeCloudKey(emulator.seeds.cloud.device.apiKey, { kind: 'device' }),
    baseUrl: emulator.url,
    transport,
    mqtt: { url: emulator.mqttUrl },
    retryDelay: 1,
    maxRetryDelay: 10,
    onFailure: (failure) => failures.push(failure),
  });
}

async function next(stream: EventStream | CommandStream): Promise<unknown> {
  return (await stream[Symbol.asyncIterator]().next()).value;
}

/** The next event of the user's that a device sent. */
async function nextEvent(events: EventStream): Promise<unknown> {
  for (;;) {
    const { value } = await events[Symbol.asyncIterator]().next();
    if (value?.type === 'event' && !value.event.eventType.startsWith('_')) return value.event.eventType;
  }
}

const tell = (eventType: string) =>
  project.homes.sendEvent({ home: emulator.seeds.cloud.home.id, eventType, eventData: {} });
const command = (action: string): unknown => ({ type: 'command', command: { action, parameters: {} } });
const send = (action: string) => user.devices.sendCommand({ device: deviceId(), action, parameters: {} });

describe('an event stream', () => {
  it.each([
    ['by route', () => ({ operation: 'events.stream' })],
    ['by path', () => ({ path: '/userSession/*' })],
    ['by home', () => ({ home: emulator.seeds.cloud.home.id })],
  ])('comes back with a gap when it is cut %s', async (_how, where) => {
    await using events = user.events.stream(quick);
    await events.connected;
    emulator.faults.set('cut', { ...where(), cut: true, times: 1 });
    expect(await next(events)).toMatchObject(gap);
    await tell('after');
    expect(await nextEvent(events)).toBe('after');
  });

  it('is left alone by what concerns others', async () => {
    await using events = user.events.stream(quick);
    await events.connected;
    for (const fault of [
      { home: 1 },
      { device: deviceId() },
      { operation: 'mqtt.*' },
      { path: '/devices/**' },
    ]) {
      emulator.faults.set('cut', { ...fault, cut: true });
    }
    await tell('still');
    expect(await next(events)).toMatchObject({ type: 'event' });
  });

  it('is cut each time until the fault is cleared', async () => {
    await using events = user.events.stream(quick);
    await events.connected;
    emulator.faults.set('cut', { operation: 'events.stream', cut: true });
    for (let n = 0; n < 3; n += 1) expect(await next(events)).toMatchObject(gap);
    emulator.faults.clear('cut');
    // What is told before it is there again is lost, and so is a further gap.
    await expect
      .poll(async () => {
        await tell('on');
        return next(events);
      })
      .toMatchObject({ type: 'event', event: { eventType: 'on' } });
  });

  it('notices within its ping timeout that the other side is half-open', async () => {
    await using events = user.events.stream(watchful);
    await events.connected;
    const began = performance.now();
    emulator.faults.set('dead', { operation: 'events.stream', halfOpen: true, times: 1 });
    await tell('lost');
    expect(await next(events)).toMatchObject(gap);
    // No sooner than it may: by a ping that was not answered. Timers may fire a millisecond early.
    expect(performance.now() - began).toBeGreaterThanOrEqual(watchful.pongTimeout - 1);
    await tell('after');
    expect(await nextEvent(events)).toBe('after');
  });

  it('does not notice it without asking, and gets what was held back once the fault is cleared', async () => {
    await using events = user.events.stream(quick);
    await events.connected;
    emulator.faults.set('dead', { home: emulator.seeds.cloud.home.id, halfOpen: true });
    await tell('held');
    emulator.faults.clear('dead');
    expect(await next(events)).toMatchObject({ type: 'event', event: { eventType: 'held' } });
  });
});

describe.each(['ws', 'mqtt'] as const)('a device over %s', (transport) => {
  it('takes commands again after it was cut, with a gap', async () => {
    await using device = start(transport);
    await using commands = device.commands(quick);
    await commands.connected;
    emulator.faults.set('cut', { device: deviceId(), cut: true, times: 1 });
    expect(await next(commands)).toMatchObject(gap);
    await send('again');
    expect(await next(commands)).toEqual(command('again'));
  });

  it('notices a half-open connection, and takes commands again', async () => {
    await using device = start(transport);
    await using commands = device.commands(watchful);
    await commands.connected;
    emulator.faults.set('dead', { device: deviceId(), halfOpen: true, times: 1 });
    // The platform still believes that it is there.
    await send('lost');
    expect(await next(commands)).toMatchObject(gap);
    await send('again');
    expect(await next(commands)).toEqual(command('again'));
  });

  it('sends what waits once it can connect again', async () => {
    await using events = user.events.stream(quick);
    await events.connected;
    await using device = start(transport);
    const route = transport === 'mqtt' ? 'mqtt.connect' : 'devices.sendEvent';
    emulator.faults.set('refused', { operation: route, device: deviceId(), status: 503, times: 3 });
    device.sendEvent('kept');
    await device.flush();
    expect(await nextEvent(events)).toBe('kept');
    expect(failures.map(({ isGivenUp }) => isGivenUp)).toEqual([false, false, false]);
  });
});

describe('over MQTT', () => {
  it('an event whose PUBACK is swallowed is sent again once the connection is lost', async () => {
    await using events = user.events.stream(quick);
    await events.connected;
    await using device = start('mqtt');
    await using commands = device.commands(quick);
    await commands.connected;
    emulator.faults.set('silent', { operation: 'mqtt.publish', path: '/devices/*/event', silent: true });
    device.sendEvent('once');
    expect(await nextEvent(events)).toBe('once');
    expect(device.waiting).toBe(1);
    emulator.faults.clear('silent');
    emulator.faults.set('cut', { operation: 'mqtt.*', cut: true, times: 1 });
    await device.flush();
    expect(await nextEvent(events)).toBe('once');
    expect(failures).toMatchObject([{ error: { name: 'ConnectionError', sent: true }, isGivenUp: false }]);
  });

  it.each([
    [401, { name: 'AuthenticationError', code: 'CONNACK 4' }],
    [403, { name: 'AuthenticationError', code: 'CONNACK 5' }],
  ])('a CONNECT can be refused as with %i', async (status, error) => {
    emulator.faults.set('refused', { operation: 'mqtt.connect', path: `/devices/${deviceId()}`, status });
    await using device = start('mqtt');
    await expect(device.commands(quick).connected).rejects.toMatchObject(error);
  });

  it('a CONNECT and a publication can be dropped', async () => {
    emulator.faults.set('connect', { operation: 'mqtt.connect', drop: true, times: 1 });
    emulator.faults.set('publish', { operation: 'mqtt.publish', drop: true, latency: 5, times: 1 });
    await using events = user.events.stream(quick);
    await events.connected;
    await using device = start('mqtt');
    device.sendEvent('one');
    await device.flush();
    expect(await nextEvent(events)).toBe('one');
    expect(failures).toHaveLength(2);
  });

  it('a subscription can be refused', async () => {
    emulator.faults.set('refused', { operation: 'mqtt.subscribe', status: 403 });
    await using device = start('mqtt');
    await expect(device.commands(quick).connected).rejects.toMatchObject({ name: 'PermissionError' });
  });
});
