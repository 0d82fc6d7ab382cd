import { ConnectionError, InputError, IotClient, modeCloudKey } from '@bimodal/iot-client';
import { Device, type DeviceFailure, type DeviceOptions } from '@bimodal/iot-client/device';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';

let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  emulator = await startEmulator({ strict: true });
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterEach(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

const failures: DeviceFailure[] = [];

function start(key = emulator.seeds.cloud.device.apiKey, options: Partial<DeviceOptions> = {}): Device {
  failures.length = 0;
  return new Device({
    device: emulator.seeds.cloud.device.id,
    outbox: join(folder, 'outbox.sqlite'),
    credential: modeCloudKey(key, { kind: 'device' }),
    baseUrl: emulator.url,
    retryDelay: 1,
    maxRetryDelay: 10,
    onFailure: (failure) => failures.push(failure),
    ...options,
  });
}

it('sends events in order, through failures, and takes commands', async () => {
  const { user, device: seeded } = emulator.seeds.cloud;
  await using client = new IotClient({ credential: modeCloudKey(user.token), baseUrl: emulator.url });
  await using events = client.events.stream();
  await events.connected;
  await using device = start();
  emulator.faults.set('sending', { operation: 'devices.sendEvent', status: 503, times: 2 });
  for (let n = 0; n < 20; n++) device.sendEvent('reading', { n });
  await device.flush();
  expect([device.waiting, device.dropped, failures.map(({ isGivenUp }) => isGivenUp)]).toEqual([
    0,
    0,
    [false, false],
  ]);
  const seen: unknown[] = [];
  for await (const item of events) {
    if (item.type === 'event') seen.push(item.event.eventData?.['n']);
    if (seen.length === 20) break;
  }
  expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n));

  await using commands = device.commands();
  await commands.connected;
  await client.devices.sendCommand({ device: seeded.id, action: 'blink', parameters: { times: 2 } });
  expect((await commands[Symbol.asyncIterator]().next()).value).toEqual({
    type: 'command',
    command: { action: 'blink', parameters: { times: 2 } },
  });
});

it('gives up what the platform refuses, tells it, and goes on', async () => {
  await using device = start();
  emulator.faults.set('sending', { operation: 'devices.sendEvent', status: 400, times: 1 });
  device.sendEvent('refused', { n: 1 });
  device.sendEvent('fine');
  await device.flush();
  expect(failures).toMatchObject([{ eventType: 'refused', eventData: { n: 1 }, isGivenUp: true }]);
});

it('accepts nothing that could not be sent, and gives up what an outbox of old holds of it', async () => {
  const device = start(undefined, { baseUrl: 'http://127.0.0.1:1' });
  const bad: readonly object[] = [
    { n: 1n },
    new Date(),
    { toJSON: () => 5 },
    { toJSON: () => undefined },
    [],
  ];
  for (const data of bad) {
    expect(() => device.sendEvent('bad', data as Record<string, unknown>)).toThrow(InputError);
  }
  expect(device.waiting).toBe(0);
  await device.close();

  const old = new DatabaseSync(join(folder, 'outbox.sqlite'));
  old.exec(`INSERT INTO event (eventType, eventData, bytes) VALUES ('old', '5', 100)`);
  old.close();
  await using next = start();
  next.sendEvent('fine');
  await next.flush();
  expect(failures).toMatchObject([{ eventType: 'old', isGivenUp: true }]);
});

it('says that it was closed to whoever waits for it to send, and how much is left', async () => {
  const device = start(undefined, { baseUrl: 'http://127.0.0.1:1' });
  device.sendEvent('kept');
  const flushed = device.flush();
  flushed.catch(() => {});
  await device.close();
  await expect(flushed).rejects.toBeInstanceOf(ConnectionError);
  await expect(device.flush()).rejects.toBeInstanceOf(ConnectionError);
  expect(device.waiting).toBe(1);
  await device.close();
});

it('bears a 404, which may be a mistake that is put right', async () => {
  await using device = start();
  emulator.faults.set('missing', { operation: 'devices.sendEvent', status: 404, times: 3 });
  device.sendEvent('kept');
  await device.flush();
  expect(failures.map(({ isGivenUp }) => isGivenUp)).toEqual([false, false, false]);
});

it('gives up what is answered 404 for longer than its patience, each event after that at once, and goes on', async () => {
  await using device = start(undefined, { notFoundPatience: 1 });
  emulator.faults.set('missing', { operation: 'devices.sendEvent', status: 404 });
  for (const type of ['a', 'b', 'c']) device.sendEvent(type);
  await device.flush();
  const givenUp = failures.map(({ eventType, isGivenUp }) => [eventType, isGivenUp]);
  expect(givenUp[0]).toEqual(['a', false]);
  expect(givenUp.slice(-3)).toEqual([
    ['a', true],
    ['b', true],
    ['c', true],
  ]);
  emulator.faults.clear('missing');
  device.sendEvent('fine');
  await device.flush();
  expect([device.waiting, failures.length]).toEqual([0, givenUp.length]);
  // It was there again: what comes later is borne anew.
  emulator.faults.set('missing', { operation: 'devices.sendEvent', status: 404, times: 1 });
  device.sendEvent('kept');
  await device.flush();
  expect(failures.at(-1)).toMatchObject({ eventType: 'kept', isGivenUp: false });
});

it('keeps what it may not send until it may', async () => {
  const stranger = start('test-key');
  stranger.sendEvent('kept');
  await expect.poll(() => failures.length, { timeout: 20_000 }).toBeGreaterThan(1);
  expect([stranger.waiting, failures[0]?.isGivenUp]).toEqual([1, false]);
  const leave = new AbortController();
  const flushed = stranger.flush({ signal: leave.signal });
  leave.abort('enough');
  await expect(flushed).rejects.toBe('enough');
  await stranger.close();
  expect(() => stranger.sendEvent('late')).toThrow(/closed/);
  await using device = start();
  await device.flush();
  expect(device.waiting).toBe(0);
});

it.each([
  ['no type', '', {}],
  ['a list', 'e', []],
])('takes no event with %s', async (_what, eventType, eventData) => {
  await using device = start();
  expect(() => device.sendEvent(eventType, eventData as object as Record<string, unknown>)).toThrow();
  expect(device.waiting).toBe(0);
});
