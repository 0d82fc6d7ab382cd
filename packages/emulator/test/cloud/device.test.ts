import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { Device, type DeviceFailure } from '@bimodal/iot-client/device';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

function start(key = emulator.seeds.cloud.device.apiKey): Device {
  failures.length = 0;
  return new Device({
    device: emulator.seeds.cloud.device.id,
    outbox: join(folder, 'outbox.sqlite'),
    credential: modeCloudKey(key, { kind: 'device' }),
    baseUrl: emulator.url,
    retryDelay: 1,
    maxRetryDelay: 10,
    onFailure: (failure) => failures.push(failure),
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

it('keeps what it may not send until it may', async () => {
  const stranger = start('test-key');
  stranger.sendEvent('kept');
  await expect.poll(() => failures.length).toBeGreaterThan(1);
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
