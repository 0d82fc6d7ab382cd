import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useEmulator } from '@bimodal/emulator/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UndoFile } from '../src/undo-file.ts';
import { janitor } from './janitor.ts';
import { ago, clientOf } from './workspace.ts';

const emulator = useEmulator();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

const old = { createdAt: ago(500), editedAt: ago(500), lastRunAt: ago(300) };

async function staleReport(name: string): Promise<string> {
  await using mode = clientOf(emulator());
  const { token: report } = await mode.reports.create({});
  await mode.reports.update({ report, name });
  emulator().setReportPast(report, old);
  return report;
}

test('counts a report as used again that was viewed while the clean-up lay interrupted', async () => {
  const report = await staleReport('Viewed again');
  const file = join(folder, 'viewed.undo');
  {
    using written = new UndoFile(file);
    const { workspace } = emulator().seeds.analytics;
    const about = { workspace, origin: emulator().url, days: 90, as_of: new Date().toISOString() };
    const stale = { report, name: '', collection: '', lastUsedAt: '', unusedDays: 300, schedules: [] };
    written.begin(about, [stale]);
  }
  emulator().setReportPast(report, { lastViewedAt: ago(0) });
  const { code, stdout } = await janitor(emulator(), folder, '--apply', '--json', '--undo-file', file);
  expect([code, JSON.parse(stdout)]).toEqual([0, { task: 'apply', done: 0, skipped: 1, problems: [] }]);
  await using mode = clientOf(emulator());
  expect((await mode.reports.get({ report })).archived).toBe(false);
});

test('says which reports could not be changed, ends with 3, and puts them away the next time', async () => {
  const report = await staleReport('Stubborn');
  emulator().faults.set('stubborn', { path: `/api/*/reports/${report}/archive`, status: 403 });
  const file = join(folder, 'stubborn.undo');
  const failed = await janitor(emulator(), folder, '--apply', '--undo-file', file);
  expect(failed.code).toBe(3);
  expect(failed.stdout).toContain(`report ${report}: reports.archive`);
  emulator().faults.clear('stubborn');
  expect((await janitor(emulator(), folder, '--apply', '--undo-file', file)).code).toBe(0);
  await using mode = clientOf(emulator());
  expect((await mode.reports.get({ report })).archived).toBe(true);
});

test('deletes the next time the schedules that it could not delete, and brings them back once', async () => {
  const report = await staleReport('Half away');
  await using mode = clientOf(emulator());
  await mode.reportSchedules.create({ report, name: 'Nightly', cron: { freq: 'daily', hour: 1 } });
  const named = async (): Promise<unknown[]> =>
    (await mode.reportSchedules.list({ report }).toArray()).map(({ name }) => name);
  emulator().faults.set('stuck', { path: `/api/*/reports/${report}/schedules/*`, status: 403 });
  const file = join(folder, 'half.undo');
  const apply = () => janitor(emulator(), folder, '--apply', '--undo-file', file);
  expect((await apply()).code).toBe(3);
  emulator().faults.clear('stuck');
  expect((await mode.reports.get({ report })).archived).toBe(true);
  expect(await named()).toEqual(['Nightly']);
  expect((await apply()).code).toBe(0);
  expect(await named()).toEqual([]);
  const undo = () => janitor(emulator(), folder, '--undo', '--undo-file', file);
  while ((await undo()).code === 0);
  expect(await named()).toEqual(['Nightly']);
  expect((await mode.reports.get({ report })).archived).toBe(false);
});

/** A clean-up that was interrupted before it did anything, or after it archived the report. */
function interrupted(path: string, report: string, schedule: string, isArchived: boolean): void {
  using file = new UndoFile(path);
  const { workspace } = emulator().seeds.analytics;
  const about = { workspace, origin: emulator().url, days: 90, as_of: new Date().toISOString() };
  const schedules = [{ token: schedule, copy: { cron: { freq: 'daily', hour: 1 } as const } }];
  const stale = { report, name: '', collection: '', lastUsedAt: '', unusedDays: 300, schedules };
  const [archive] = file.steps(file.begin(about, [stale]));
  if (isArchived && archive) file.mark(archive, 'done');
}

test.each([
  ['was taken out of the archive since', true, 1, async () => {}],
  ['is to be kept from now on', false, 1, async () => {}],
  [
    'has another schedule since',
    false,
    2,
    async (report: string) => {
      await using mode = clientOf(emulator());
      await mode.reportSchedules.create({ report, cron: { freq: 'daily', hour: 2 } });
    },
  ],
])('goes on without a report that %s', async (why, isArchived, left, happens) => {
  const report = await staleReport(why);
  await using mode = clientOf(emulator());
  const { token } = await mode.reportSchedules.create({ report, cron: { freq: 'daily', hour: 1 } });
  emulator().setReportPast(report, old);
  const file = join(folder, `${report}.undo`);
  interrupted(file, report, token, isArchived);
  await happens(report);
  const keep = why.includes('kept') ? ['--keep', report] : [];
  const { code, stdout } = await janitor(emulator(), folder, '--apply', '--undo-file', file, ...keep);
  expect([code, stdout]).toEqual([0, expect.stringContaining('0 changes made')]);
  expect((await mode.reports.get({ report })).archived).toBe(false);
  expect(await mode.reportSchedules.list({ report }).toArray()).toHaveLength(left);
});
