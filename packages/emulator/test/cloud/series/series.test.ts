import { InputError, IotClient, modeCloudKey } from '@bimodal/iot-client';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../../src/index.ts';

let emulator: Emulator;
let user: IotClient;
let device: IotClient;
beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
  const { cloud } = emulator.seeds;
  const options = { baseUrl: emulator.url, validate: 'strict' } as const;
  user = new IotClient({ ...options, credential: modeCloudKey(cloud.user.token) });
  device = user.withOptions({ credential: modeCloudKey(cloud.device.apiKey) });
});
afterAll(async () => {
  await user.close();
  await emulator.close();
});

const module = 'tsdb';
const start = Date.UTC(2026, 4, 5);
const at = (milliseconds: number): string => new Date(start + milliseconds).toISOString();
const place = () => ({ home: emulator.seeds.cloud.home.id, module });

async function measure(timeSeriesData: readonly object[]): Promise<void> {
  const id = emulator.seeds.cloud.device.id;
  await device.devices.sendEvent({ device: id, eventType: 'realtimeData', eventData: { timeSeriesData } });
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

it('events make series, which are read whole past 100 points, also where moments are shared', async () => {
  const series = 'long';
  // Three points at each moment, so that pages end in the middle of one.
  const points = Array.from({ length: 350 }, (_, n) => ({
    seriesId: series,
    timestamp: at(Math.floor(n / 3) * 1000),
    value: n % 3 === 2 ? 0.5 : n,
  }));
  await measure(points);
  const found = await all(user.timeSeries.points({ ...place(), series, begin: at(0), end: at(3_600_000) }));
  expect(found).toEqual(points.map(({ timestamp, value }) => ({ timestamp, value })));
  const some = await all(user.timeSeries.points({ ...place(), series, begin: at(1000), end: at(3000) }));
  expect(some).toHaveLength(6);
  expect(await user.timeSeries.getRange({ ...place(), series })).toEqual({
    seriesId: series,
    begin: at(0),
    end: at(116_000),
  });
  const before = await user.timeSeries.getPoints({ ...place(), series, ts: at(1000), limit: -2 });
  expect(before.data).toEqual([
    [at(0), 1],
    [at(0), 0.5],
  ]);
  await user.timeSeries.deleteData({ ...place(), series, begin: at(0), end: at(100_000) });
  expect(await user.timeSeries.getRange({ ...place(), series })).toMatchObject({ begin: at(100_000) });
  await user.timeSeries.delete({ ...place(), series });
  await expect(user.timeSeries.get({ ...place(), series })).rejects.toMatchObject({ status: 404 });
});

it.each([
  ['avg', 2],
  ['min', 1],
  ['max', 3],
  ['sum', 6],
  ['count', 3],
] as const)('points are drawn together by %s', async (aggregation, expected) => {
  const series = `drawn:${aggregation}`;
  await measure([
    ...[1, 2, 3].map((value) => ({ seriesId: series, timestamp: at(value * 1000), value })),
    { seriesId: series, timestamp: at(61_000), value: 9 },
    { seriesId: series, timestamp: at(120_000), value: 100 },
  ]);
  const span = { begin: at(0), end: at(120_000), resolution: '1min' } as const;
  const { data, resolution } = await user.timeSeries.getData({ ...place(), series, aggregation, ...span });
  expect([resolution, data]).toEqual([
    '1min',
    [
      [at(0), expected],
      [at(60_000), aggregation === 'count' ? 1 : 9],
    ],
  ]);
});

it('collections hold several values and tags, whose days begin in their zone', async () => {
  const collection = 'event:asset-1';
  await user.collections.create({ ...place(), id: collection, timeZone: 'Asia/Tokyo' });
  const point = (hours: number, speed: number, extra: object = {}) => ({
    collectionId: collection,
    timestamp: at(hours * 3_600_000),
    values: { speed, ...extra },
    tags: { driver: 'a,b' },
  });
  await measure([point(0, 10, { fuel: 1 }), point(14, 20), point(15, 60)]);
  expect(await user.collections.get({ ...place(), collection })).toMatchObject({
    timeZone: 'Asia/Tokyo',
    valueNames: ['fuel', 'speed'],
    tagNames: ['driver'],
  });
  const span = { begin: at(-86_400_000), end: at(86_400_000) };
  const days = await user.collections.getData({
    ...place(),
    collection,
    ...span,
    resolution: '1day',
    selectValues: 'speed,fuel,none',
  });
  expect(days.data).toEqual([
    [at(-9 * 3_600_000), 15, 1, null],
    [at(15 * 3_600_000), 60, null, null],
  ]);
  const points = user.collections.points({
    ...place(),
    collection,
    ...span,
    values: ['fuel', 'speed'],
    tags: ['driver'],
  });
  expect((await all(points))[1]).toEqual({
    timestamp: at(14 * 3_600_000),
    values: { fuel: null, speed: 20 },
    tags: { driver: 'a,b' },
  });
  const none = user.collections.points({ ...place(), collection, ...span, values: [] });
  await expect(all(none)).rejects.toBeInstanceOf(InputError);

  const exported = await user.exports.create({
    ...place(),
    ...span,
    collectionIds: [collection],
    includeHeader: true,
    padding: 'null',
    fileNames: ['out.csv'],
  });
  const packed = await fetch(exported.dataUrl);
  const files = unzipSync(new Uint8Array(await packed.arrayBuffer()));
  expect(
    strFromU8(files['out.csv'] ?? new Uint8Array())
      .split('\n')
      .slice(0, 3),
  ).toEqual(['timestamp,fuel,speed,driver', `${at(0)},1,10,"a,b"`, `${at(14 * 3_600_000)},null,20,"a,b"`]);
});

it('an event with a point that is wrong brings none', async () => {
  await measure([
    { seriesId: 'half', timestamp: at(0), value: 1 },
    { seriesId: 'half', timestamp: 'yesterday', value: 1 },
  ]);
  await expect(user.timeSeries.get({ ...place(), series: 'half' })).rejects.toMatchObject({ status: 404 });
});
