import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator } from '../../../src/index.ts';
import { startCommand } from '../../process.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-series-'));
});
afterEach(() => rm(folder, { recursive: true }));

const span = { begin: '2026-05-05T00:00:00.000Z', end: '2026-05-06T00:00:00.000Z' };

it('points that were acknowledged are drawn together after the process was killed and started anew', async () => {
  const command = await startCommand('--folder', folder, '--seed', 'test-seed');
  const keyOf = (name: string): string => new RegExp(`${name} +(v1\\S+)`).exec(command.greeting)?.[1] ?? '';
  await using device = new IotClient({
    baseUrl: command.url,
    credential: modeCloudKey(keyOf('device 4000')),
    retries: 0,
  });
  let acknowledged = 0;
  const write = async (): Promise<void> => {
    for (let n = 0; ; n++) {
      const timestamp = new Date(Date.parse(span.begin) + n * 1000).toISOString();
      const timeSeriesData = [{ seriesId: 'kept', timestamp, value: 1 }];
      await device.devices.sendEvent({ device: 4000, eventType: 'e', eventData: { timeSeriesData } });
      acknowledged += 1;
      if (acknowledged === 40) command.process.kill('SIGKILL');
    }
  };
  expect((await Promise.allSettled([write(), write()])).every(({ status }) => status === 'rejected')).toBe(
    true,
  );
  await command.ended;

  await using again = await startEmulator({ folder });
  const { home, user } = again.seeds.cloud;
  await using client = new IotClient({ baseUrl: again.url, credential: modeCloudKey(user.token) });
  const place = { home: home.id, module: 'tsdb', series: 'kept', ...span };
  const { data } = await client.timeSeries.getData({ ...place, aggregation: 'sum', resolution: '1day' });
  const kept = Number(data[0]?.[1]);
  expect(kept).toBeGreaterThanOrEqual(acknowledged);
  // Those whose acknowledgement was still under way: one of each writer.
  expect(kept).toBeLessThanOrEqual(acknowledged + 2);
});
