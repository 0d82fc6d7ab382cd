import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../../src/index.ts';
import { intervalBegin, type Resolution } from './interval-begin.ts';

const aggregations = ['min', 'max', 'avg', 'count', 'sum'] as const;
const resolutions = ['5sec', '15sec', '1min', '10min', '1hour', '1day', '1week', '1month'] as const;
const zones = ['Asia/Kathmandu', 'Europe/Berlin', 'UTC'] as const;

/** Odd names, as a query could be broken by them. */
const names = ['speed', 'it\'s/a~0 "$.name"', '日本', 'none'] as const;

interface Point {
  readonly time: number;
  readonly values: Readonly<Record<string, number>>;
}

// From the last day of February until the clocks of Berlin have changed, in steps that fit no interval. Quarters: their
// sums are exact in whichever order.
const begin = Date.UTC(2026, 1, 28);
const points: readonly Point[] = Array.from({ length: 240 }, (_, n) => {
  const [speed, second, third] = names;
  const time = begin + n * n * 50_000 + (n % 7) * 999;
  const value = ((n * 37) % 101) / 4 - 10;
  return {
    time,
    values: {
      [speed]: value,
      ...(n % 3 === 0 ? { [second]: value * 2 } : {}),
      ...(n > 200 ? { [third]: n } : {}),
    },
  };
});
const span = { begin: new Date(begin).toISOString(), end: '2026-05-01T00:00:00.000Z' };

let emulator: Emulator;
let user: IotClient;
beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
  const { home, device, user: seeded } = emulator.seeds.cloud;
  user = new IotClient({ baseUrl: emulator.url, validate: 'strict', credential: modeCloudKey(seeded.token) });
  const own = user.withOptions({ credential: modeCloudKey(device.apiKey) });
  const place = { home: home.id, module: 'tsdb' };
  for (const timeZone of zones) {
    await user.timeSeries.create({ ...place, id: idOf('series', timeZone), timeZone });
    await user.collections.create({ ...place, id: idOf('collection', timeZone), timeZone });
  }
  const timeSeriesData = zones.flatMap((zone) =>
    points.flatMap(({ time, values }) => {
      const timestamp = new Date(time).toISOString();
      return [
        { timestamp, seriesId: idOf('series', zone), value: values['speed'] },
        { timestamp, collectionId: idOf('collection', zone), values, tags: {} },
      ];
    }),
  );
  await own.devices.sendEvent({ device: device.id, eventType: 'points', eventData: { timeSeriesData } });
});
afterAll(async () => {
  await user.close();
  await emulator.close();
});

const idOf = (kind: string, zone: string): string => `${kind}:${zone.replace('/', '-')}`;

function drawn(aggregation: (typeof aggregations)[number], values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    min: Math.min(...values),
    max: Math.max(...values),
    avg: sum / values.length,
    count: values.length,
    sum,
  }[aggregation];
}

const known = new Map<string, (readonly [string, readonly Point[]])[]>();

/** The points of each interval; kept, since looking zones up takes long. */
function intervalsOf(resolution: Resolution, zone: string) {
  const key = `${resolution} ${zone}`;
  const intervals = known.get(key) ?? [
    ...Map.groupBy(points, ({ time }) => intervalBegin(resolution, time, zone)),
  ];
  known.set(key, intervals);
  return intervals;
}

/** The rows that an answer has, from the definition of each word. */
function expected(
  columns: readonly string[],
  {
    aggregation,
    resolution,
    zone,
  }: { aggregation: (typeof aggregations)[number]; resolution: Resolution; zone: string },
) {
  return intervalsOf(resolution, zone).map(([start, inside]) => [
    start,
    ...columns.map((name) =>
      drawn(
        aggregation,
        inside.flatMap(({ values }) => values[name] ?? []),
      ),
    ),
  ]);
}

describe.each(resolutions)('intervals of %s', (resolution) => {
  it.each(aggregations)('by %s', async (aggregation) => {
    const place = { home: emulator.seeds.cloud.home.id, module: 'tsdb' };
    const question = { ...place, ...span, aggregation, resolution };
    const one = await user.timeSeries.getData({ ...question, series: idOf('series', 'UTC') });
    expect(one).toMatchObject({ aggregation, resolution, ...span });
    expect(one.data).toEqual(expected(['speed'], { aggregation, resolution, zone: 'UTC' }));
    for (const zone of zones.slice(0, 2)) {
      const several = await user.collections.getData({
        ...question,
        collection: idOf('collection', zone),
        selectValues: names.join(','),
      });
      expect([zone, several.data]).toEqual([zone, expected(names, { aggregation, resolution, zone })]);
    }
  });
});

// 2026-03-29 has 23 hours in Berlin, and a day of Kathmandu begins at a quarter past.
it.each([
  ['1day', 'Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['1day', 'Asia/Kathmandu', '2026-03-30', '2026-03-29T18:15:00.000Z'],
  ['1week', 'UTC', '2026-03-30', '2026-03-30T00:00:00.000Z'],
  ['1month', 'Europe/Berlin', '2026-04', '2026-03-31T22:00:00.000Z'],
] as const)('%s in %s of %s begins at %s', async (resolution, zone, _what, start) => {
  const place = { home: emulator.seeds.cloud.home.id, module: 'tsdb' };
  const { data } = await user.timeSeries.getData({
    ...place,
    ...span,
    series: idOf('series', zone),
    resolution,
  });
  expect(data.map(([time]) => time)).toContain(start);
});

it('the average is what is drawn where nobody says, in intervals that the emulator chooses', async () => {
  const place = { home: emulator.seeds.cloud.home.id, module: 'tsdb' };
  const answer = await user.timeSeries.getData({ ...place, ...span, series: idOf('series', 'UTC') });
  expect(answer).toMatchObject({ aggregation: 'avg', resolution: '1day' });
  expect(answer.data).toEqual(expected(['speed'], { aggregation: 'avg', resolution: '1day', zone: 'UTC' }));
});

it('an empty span has no rows', async () => {
  const place = { home: emulator.seeds.cloud.home.id, module: 'tsdb' };
  const empty = { begin: '2020-01-01T00:00:00Z', end: '2020-01-02T00:00:00Z' };
  expect(await user.timeSeries.getData({ ...place, ...empty, series: idOf('series', 'UTC') })).toMatchObject({
    data: [],
  });
});
