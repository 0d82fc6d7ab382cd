import { setImmediate as turn } from 'node:timers/promises';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { Cuttable } from './cuttable.ts';

let emulator: Emulator;
let device: IotClient;
beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
  device = new IotClient({
    credential: modeCloudKey(emulator.seeds.cloud.device.apiKey),
    baseUrl: emulator.url,
  });
});
afterAll(async () => {
  await device.close();
  await emulator.close();
});

const module = 'tsdb';

async function measure(
  eventType: string,
  value: number,
  timestamp = new Date().toISOString(),
): Promise<void> {
  const place = (id: string) => ({ timestamp, [id]: 'indoors' });
  await device.devices.sendEvent({
    device: emulator.seeds.cloud.device.id,
    eventType,
    eventData: {
      timeSeriesData: [
        { ...place('seriesId'), value },
        { ...place('collectionId'), values: { celsius: value }, tags: { room: 'hall' } },
      ],
    },
  });
}

/** A user whose connection can be cut, and is made again when the test says so. */
async function watchedUser() {
  const way = await Cuttable.to(emulator.url);
  let open = Promise.resolve();
  let reopen = (): void => {};
  const client = new IotClient({
    credential: modeCloudKey(emulator.seeds.cloud.user.token),
    baseUrl: `http://127.0.0.1:${way.port}`,
    before: () => open,
  });
  return {
    client,
    cut() {
      ({ promise: open, resolve: reopen } = Promise.withResolvers<void>());
      way.cut();
    },
    reopen: () => reopen(),
    async [Symbol.asyncDispose]() {
      reopen();
      await client.close();
      await way[Symbol.asyncDispose]();
    },
  };
}

it('a gap is filled from time series, in the order of time, before what comes live', async () => {
  const home = emulator.seeds.cloud.home.id;
  await using user = await watchedUser();
  const from = [
    { home, module, series: 'indoors' },
    { home, module, collection: 'indoors', values: ['celsius'], tags: ['room'] },
    { home, module, series: 'unknown' },
  ];
  const stream = user.client.events.stream({ backfill: { from, margin: 1_000 }, reconnectDelay: 5 });
  const reader = stream[Symbol.asyncIterator]();
  await stream.connected;
  await measure('before', 1, new Date(Date.now() - 60_000).toISOString());
  expect((await reader.next()).value).toMatchObject({ type: 'event', event: { eventType: 'before' } });

  user.cut();
  await measure('lost', 2);
  // Points of one moment have no order among them.
  for (const last = Date.now(); Date.now() === last;) await turn();
  await measure('lost', 3);
  await device.devices.sendEvent({ device: emulator.seeds.cloud.device.id, eventType: 'lost for good' });
  user.reopen();

  const gap = await reader.next();
  expect(gap.value).toMatchObject({ type: 'gap', reason: 'disconnected' });
  // Nothing is held up by the filling: what comes meanwhile waits behind it.
  await measure('after', 4, new Date(Date.now() + 60_000).toISOString());
  const filled = [];
  for (let next = await reader.next(); next.done !== true; next = await reader.next()) {
    filled.push(next.value);
    if (next.value.type === 'event') break;
  }
  const mark = { type: 'backfilled', home, module };
  expect(filled).toMatchObject([
    { ...mark, series: 'indoors', value: 2 },
    { ...mark, collection: 'indoors', values: { celsius: 2 }, tags: { room: 'hall' } },
    { ...mark, series: 'indoors', value: 3 },
    { ...mark, collection: 'indoors', values: { celsius: 3 }, tags: { room: 'hall' } },
    {
      type: 'backfillEnd',
      gap: gap.value,
      count: 4,
      notFilled: [{ source: from[2], reason: 'failed', error: { status: 404 } }],
    },
    { type: 'event', event: { eventType: 'after' } },
  ]);
  await stream.close();
});

it('a gap that is filled no further than its limit says so, and leaving the loop ends the reading', async () => {
  const home = emulator.seeds.cloud.home.id;
  await using user = await watchedUser();
  const backfill = { from: [{ home, module, series: 'indoors' }], limit: 1, margin: 3_600_000 };
  const stream = user.client.events.stream({ backfill, reconnectDelay: 5 });
  await stream.connected;
  user.cut();
  await measure('lost', 5);
  user.reopen();
  const types: string[] = [];
  for await (const item of stream) {
    types.push(item.type);
    if (item.type !== 'backfillEnd') continue;
    expect(item.notFilled).toMatchObject([{ reason: 'limit' }]);
    break;
  }
  expect(types).toEqual(['gap', 'backfilled', 'backfillEnd']);
  await stream.ended;
});
