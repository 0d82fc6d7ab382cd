import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '@bimodal/emulator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readHistory } from '../src/commands/history.ts';
import { settle } from '../src/commands/settle.ts';
import { openPglite } from '../src/database/pglite.ts';
import { eventually } from './eventually.ts';
import { connectDevice, startService, type ConnectedDevice, type TestService } from './service.ts';

let emulator: Emulator;
let device: ConnectedDevice;
let folder: string;
let now = new Date('2026-03-01T00:00:30Z');

beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
  device = await connectDevice(emulator);
  folder = await mkdtemp(join(tmpdir(), 'command-scheduler-'));
});

afterAll(async () => {
  await device.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const start = async (): Promise<TestService> =>
  startService(emulator, { database: await openPglite(folder), clock: async () => now });

it(
  'catches up after downtime as each schedule says, and finishes what it has begun',
  { timeout: 180_000 },
  async () => {
    let service = await start();
    await expect(openPglite(folder)).rejects.toThrow('in use by another process');
    const policies = [{ catchUp: 'skip' }, { catchUp: 'last' }, { catchUp: 'all', catchUpLimit: 2 }];
    for (const policy of policies) {
      const schedule = {
        name: policy.catchUp,
        device: emulator.seeds.cloud.device.id,
        action: policy.catchUp,
      };
      const { status } = await service.call('POST', '/api/schedules', {
        ...schedule,
        ...policy,
        cron: '0 * * * *',
        keyParameter: 'key',
      });
      expect(status).toBe(201);
    }
    await service.close();

    now = new Date('2026-03-01T05:30:00Z');
    service = await start();
    const outcomes = async () => {
      const { commands } = (await service.call('GET', '/api/history')).body;
      return [1, 2, 3].map((id) =>
        commands
          .filter(({ schedule }) => schedule === id)
          .map(({ dueAt, outcome }) => `${dueAt.slice(11, 13)} ${outcome}`),
      );
    };
    await eventually(async () => {
      expect(await outcomes()).toEqual([
        ['05 skipped', '04 skipped', '03 skipped', '02 skipped', '01 skipped'],
        ['05 sent', '04 skipped', '03 skipped', '02 skipped', '01 skipped'],
        ['05 sent', '04 sent', '03 skipped', '02 skipped', '01 skipped'],
      ]);
    });
    expect(device.received.map(({ parameters }) => parameters?.['key']).toSorted()).toEqual([
      '2/2026-03-01T05:00:00.000Z',
      '3/2026-03-01T04:00:00.000Z',
      '3/2026-03-01T05:00:00.000Z',
    ]);

    // Closed while a command is being sent: the answer comes a second later, and is recorded.
    emulator.faults.set('slow', { operation: 'devices.sendCommand', latency: 1000 });
    now = new Date('2026-03-01T06:00:00Z');
    await eventually(async () => {
      const { commands } = (await service.call('GET', '/api/history?outcome=waiting')).body;
      expect(commands.map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
    });
    await service.close();
    expect(device.received).toHaveLength(6);
    service = await start();
    const { commands } = (await service.call('GET', '/api/history?limit=3')).body;
    expect(commands).toMatchObject(Array.from({ length: 3 }, () => ({ outcome: 'sent', attempts: 1 })));
    await service.close();

    // Whoever records something second, records nothing.
    const database = await openPglite(folder);
    const key = { schedule: 3, dueAt: now };
    expect(await settle(database, key, { outcome: 'failed' }, now)).toBe(false);
    expect(await readHistory(database, { schedule: 3, limit: 1 })).toMatchObject([
      { ...key, outcome: 'sent' },
    ]);
    await database.close();
  },
);
