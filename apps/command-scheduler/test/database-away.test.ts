import { startEmulator } from '@bimodal/emulator';
import { expect, it } from 'vitest';
import { openPostgres } from '../src/database/postgres.ts';
import { eventually } from './eventually.ts';
import { startPostgres } from './postgres.ts';
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

    const due = new Set(device.received.map(({ parameters }) => String(parameters?.['key']).split('/')[1]));
    const seconds = [...due].map((at) => Date.parse(at ?? '') / 1000).toSorted((a, b) => a - b);
    const [first = 0, last = 0] = [seconds[0], seconds.at(-1)];
    // The newest few may be on their way in any order.
    expect(seconds.slice(0, -2)).toEqual(seconds.slice(0, -2).map((_, index) => first + index));
    expect(last).toBeGreaterThan(first);
    await service.close();
    await device.close();
    await emulator.close();
    await postgres.stop();
  },
);
