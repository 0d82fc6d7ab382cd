import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnalyticsClient, Report } from '@bimodal/analytics-client';
import { useEmulator } from '@bimodal/emulator/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyOf, type ScheduleCopy } from '../src/schedule-copy.ts';
import { janitor, startJanitor } from './janitor.ts';
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
  schedules = await readSchedules();
}, 4 * minutes);
afterAll(async () => {
  await mode.close();
  await rm(folder, { recursive: true });
});

/** What the stale reports' schedules are, without what says which they are. */
async function readSchedules(): Promise<ReadonlyMap<string, readonly ScheduleCopy[]>> {
  const found = new Map<string, readonly ScheduleCopy[]>();
  for (const report of there.scheduled) {
    found.set(report, (await mode.reportSchedules.list({ report }).toArray()).map(copyOf));
  }
  return found;
}

/** Those of the reports made here that are archived; the emulator has some of its own. */
async function archived(): Promise<ReadonlySet<string>> {
  const made = new Set([...there.stale, ...there.used]);
  const tokens = new Set<string>();
  for await (const found of mode.crawl({ include: ['reports'] })) {
    if (found.type === 'failure') throw found.error;
    const { report } = found as { report: Report };
    if (report.archived && made.has(report.token)) tokens.add(report.token);
  }
  return tokens;
}

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
  'in 2,000 reports, exactly the unused are planned, put away and brought back, through a crash on each way',
  async () => {
    const planned = await janitor(emulator(), folder, '--json');
    expect(planned.stderr).toBe('');
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
    const inside = [plan.stale[100]?.report, plan.stale.at(-1)?.report] as const;

    await killAfter('--apply', inside);
    const applied = await janitor(emulator(), folder, '--apply', '--json');
    expect(applied.stderr).toContain('Going on with the clean-up that was begun at');
    expect(applied.code).toBe(0);
    expect(await archived()).toEqual(new Set(there.stale));
    expect([...(await readSchedules()).values()].flat()).toEqual([]);

    await killAfter('--undo', inside);
    const undone = await janitor(emulator(), folder, '--undo', '--json');
    expect(undone.code).toBe(0);
    expect((await archived()).size).toBe(0);
    expect(await readSchedules()).toEqual(schedules);
  },
  6 * minutes,
);
