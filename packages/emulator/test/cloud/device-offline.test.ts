import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { Device, OutboxFullError, type DeviceOptions } from '@bimodal/iot-client/device';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';

let emulator: Emulator;
let user: IotClient;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
  user = new IotClient({ credential: modeCloudKey(emulator.seeds.cloud.user.token), baseUrl: emulator.url });
});
afterAll(async () => {
  await user.close();
  await emulator.close();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

const transports = ['ws', 'mqtt'] as const;
type Transport = (typeof transports)[number];

/** A device that reaches the platform, or nobody at all. */
function start(transport: Transport, isOnline: boolean, options: Partial<DeviceOptions> = {}): Device {
  const { id, apiKey } = emulator.seeds.cloud.device;
  return new Device({
    device: id,
    outbox: join(folder, 'outbox.sqlite'),
    credential: modeCloudKey(apiKey, { kind: 'device' }),
    transport,
    mqtt: { url: isOnline ? emulator.mqttUrl : 'mqtt://127.0.0.1:1' },
    baseUrl: isOnline ? emulator.url : 'http://127.0.0.1:1',
    retryDelay: 1,
    maxRetryDelay: 10,
    ...options,
  });
}

/** The numbers of the events that the user sees, up to the last one. */
async function numbers(events: ReturnType<IotClient['events']['stream']>, last: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  const reader = events[Symbol.asyncIterator]();
  while (seen.at(-1) !== last) {
    const { value, done } = await reader.next();
    if (done === true) break;
    if (value.type === 'event' && value.event.eventType === 'n') seen.push(value.event.eventData?.['n']);
  }
  return seen;
}

it.each(transports)(
  'sends what was accepted while it was offline and started anew, in order, over %s',
  async (transport) => {
    const count = 40;
    for (let run = 0; run < 3; run++) {
      await using device = start(transport, false);
      for (let n = 0; n < count; n++) device.sendEvent('n', { n: run * count + n });
      expect(device.waiting).toBe((run + 1) * count);
    }
    await using events = user.events.stream();
    await events.connected;
    await using device = start(transport, true);
    expect(await numbers(events, 3 * count - 1)).toEqual(Array.from({ length: 3 * count }, (_, n) => n));
    await device.flush();
    expect([device.waiting, device.dropped]).toEqual([0, 0]);
  },
);

it('refuses events when it is full, and takes them again once it could send', async () => {
  let count = 0;
  {
    await using device = start('ws', false, { maxBytes: 2000 });
    expect(() => {
      for (; ; count++) device.sendEvent('n', { n: count });
    }).toThrow(OutboxFullError);
    expect([device.waiting, device.dropped]).toEqual([count, 0]);
  }
  await using events = user.events.stream();
  await events.connected;
  await using device = start('ws', true, { maxBytes: 2000 });
  await device.flush();
  device.sendEvent('n', { n: count });
  expect(await numbers(events, count)).toEqual(Array.from({ length: count + 1 }, (_, n) => n));
});

it('lets the oldest events go when it is full and told to, and sends the rest', async () => {
  const count = 60;
  await using events = user.events.stream();
  await events.connected;
  const offline = start('mqtt', false, { maxBytes: 2000, whenFull: 'dropOldest' });
  for (let n = 0; n < count; n++) offline.sendEvent('n', { n });
  const { dropped } = offline;
  expect(dropped).toBeGreaterThan(count / 3);
  expect(offline.waiting).toBe(count - dropped);
  await offline.close();
  await using device = start('mqtt', true);
  expect(await numbers(events, count - 1)).toEqual(
    Array.from({ length: count - dropped }, (_, n) => n + dropped),
  );
  await device.flush();
});
