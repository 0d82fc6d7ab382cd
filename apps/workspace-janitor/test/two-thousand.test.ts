import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnalyticsClient } from '@bimodal/analytics-client';
import { useEmulator } from '@bimodal/emulator/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScheduleCopy } from '../src/schedule-copy.ts';
import { janitor } from './janitor.ts';
import { archived, readSchedules } from './what-is.ts';
import { clientOf, furnish, type Furnished } from './workspace.ts';

const minutes = 60_000;
const emulator = useEmulator();
let folder: string;
let mode: AnalyticsClient;
let there: Furnished;
let schedules: ReadonlyMap<string, readonly ScheduleCopy[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
  mode = clientOf(emulator());
  there = await furnish(emulator(), mode, 2000);
  schedules = await readSchedules(mode, there);
}, 4 * minutes);
afterAll(async () => {
  await mode.close();
  await rm(folder, { recursive: true });
});

test(
  'in 2,000 reports, exactly the unused are planned, put away and brought back',
  async () => {
    const planned = await janitor(emulator(), folder, '--json');
    // On the way it says how far it is.
    expect(planned.stderr).toMatch(/Reports found: [1-9]\d* so far/);
    expect(planned.stderr).toMatch(/Reports looked at: .* of \d+,/);
    expect(planned.code).toBe(0);
    const plan = JSON.parse(planned.stdout) as {
      looked: number;
      stale: { report: string; schedules: unknown[] }[];
      problems: unknown[];
    };
    expect(plan.looked).toBeGreaterThanOrEqual(2000);
    expect(plan.problems).toEqual([]);
    expect(new Set(plan.stale.map(({ report }) => report))).toEqual(new Set(there.stale));
    expect(plan.stale.flatMap((each) => each.schedules)).toHaveLength(there.scheduled.length);

    expect((await janitor(emulator(), folder, '--apply', '--json')).code).toBe(0);
    expect(await archived(mode, there)).toEqual(new Set(there.stale));
    expect([...(await readSchedules(mode, there)).values()].flat()).toEqual([]);

    expect((await janitor(emulator(), folder, '--undo', '--json')).code).toBe(0);
    expect((await archived(mode, there)).size).toBe(0);
    expect(await readSchedules(mode, there)).toEqual(schedules);
  },
  6 * minutes,
);
