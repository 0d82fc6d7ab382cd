import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnalyticsClient } from '@bimodal/analytics-client';
import { useEmulator } from '@bimodal/emulator/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScheduleCopy } from '../src/schedule-copy.ts';
import { janitor, startJanitor } from './janitor.ts';
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
  there = await furnish(emulator(), mode, 600);
  schedules = await readSchedules(mode, there);
}, 4 * minutes);
afterAll(async () => {
  await mode.close();
  await rm(folder, { recursive: true });
});

/** Kills it in the middle: when this report is as it leaves it, and the last one is not yet. */
async function killAfter(
  task: '--apply' | '--undo',
  [middle, last]: readonly [string | undefined, string | undefined],
): Promise<void> {
  const { child, ended } = startJanitor(emulator(), folder, task);
  const isArchived = async (report = ''): Promise<boolean> =>
    (await mode.reports.get({ report })).archived === true;
  while ((await isArchived(middle)) !== (task === '--apply')) expect(child.exitCode).toBe(null);
  child.kill('SIGKILL');
  expect((await ended).signal).toBe('SIGKILL');
  expect(await isArchived(last)).toBe(task === '--undo');
}

test(
  'a crash on each way loses nothing and does nothing twice',
  async () => {
    const planned = await janitor(emulator(), folder, '--json');
    const { stale } = JSON.parse(planned.stdout) as { stale: { report: string }[] };
    const inside = [stale[100]?.report, stale.at(-1)?.report] as const;

    await killAfter('--apply', inside);
    const applied = await janitor(emulator(), folder, '--apply', '--json');
    expect(applied.stderr).toContain('Going on with the clean-up that was begun at');
    expect(applied.code).toBe(0);
    expect(await archived(mode, there)).toEqual(new Set(there.stale));
    expect([...(await readSchedules(mode, there)).values()].flat()).toEqual([]);

    await killAfter('--undo', inside);
    const undone = await janitor(emulator(), folder, '--undo', '--json');
    expect(undone.code).toBe(0);
    expect((await archived(mode, there)).size).toBe(0);
    expect(await readSchedules(mode, there)).toEqual(schedules);
  },
  6 * minutes,
);
