import { startEmulator } from '@bimodal/emulator';
import type { DeviceCommand } from '@bimodal/iot-client';
import { startPostgres } from '@bimodal/test-equipment';
import { expect, it } from 'vitest';
import { openPostgres } from '../src/database/postgres.ts';
import { eventually } from './eventually.ts';
import { connectDevice, startService } from './service.ts';

it(
  'goes on by itself after its PostgreSQL was restarted, and sends what came due meanwhile',
  { timeout: 180_000 },
  async () => {
    const postgres = await startPostgres();
    const emulator = await startEmulator({ strict: true });
    const device = await connectDevice(emulator);
    const said: string[] = [];
    const service = await startService(emulator, {
      database: openPostgres(postgres.url, () => undefined),
      log: (_level, message) => said.push(message),
    });
    const health = async (): Promise<number> => (await service.call('GET', '/healthz')).status;
    await service.call('POST', '/api/schedules', {
      name: 'Every second',
      device: emulator.seeds.cloud.device.id,
      action: 'light',
      cron: '* * * * * *',
      catchUp: 'all',
      keyParameter: 'key',
    });
    await eventually(() => expect(device.received.length).toBeGreaterThan(0));
    let before = 0;
    await postgres.restart(async () => {
      await eventually(async () => expect(await health()).toBe(503));
      before = device.received.length;
    });
    await eventually(async () => expect(await health()).toBe(200));
    await eventually(() => expect(device.received.length).toBeGreaterThan(before + 2));
    expect(said.filter((message) => message.startsWith('The job queue failed')).length).toBeLessThan(3);

    // One that was taken as the database went is handed out again when its lease is over.
    await eventually(() => expect(missing(device.received)).toEqual([]));
    await service.close();
    await device.close();
    await emulator.close();
    await postgres.stop();
  },
);

/** The seconds for which nothing was received, but for the newest few, which come in any order. */
function missing(received: readonly DeviceCommand[]): readonly number[] {
  const due = new Set(
    received.map(({ parameters }) => Date.parse(String(parameters?.['key']).slice(2)) / 1000),
  );
  const [first, last] = [Math.min(...due), Math.max(...due) - 2];
  const all = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  return all.filter((second) => !due.has(second));
}
