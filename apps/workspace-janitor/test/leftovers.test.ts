import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useEmulator } from '@bimodal/emulator/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UndoFile, type StepState } from '../src/undo-file.ts';
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

const twin = {
  name: 'Twin',
  cron: { freq: 'daily', time_zone: 'UTC', hour: 1, minute: 0 },
  timeout: 3600,
} as const;

/** A clean-up of one report with these schedules, as far as it is said to have come. */
function left(
  path: string,
  report: string,
  tokens: readonly string[],
  states: readonly StepState[],
  isFinished: boolean,
): void {
  using file = new UndoFile(path);
  const { workspace } = emulator().seeds.analytics;
  const about = { workspace, origin: emulator().url, days: 90, as_of: new Date().toISOString() };
  const schedules = tokens.map((token) => ({ token, copy: twin }));
  const stale = { report, name: '', collection: '', lastUsedAt: '', unusedDays: 300, schedules };
  const cleanup = file.begin(about, [stale]);
  for (const [index, step] of file.steps(cleanup).entries()) file.mark(step, states[index] ?? 'planned');
  if (isFinished) file.finish(cleanup, 'finished');
}

test.each([true, false])(
  'finds again a report whose archive got no answer, whether it was done (%s)',
  async (isDone) => {
    const report = await staleReport(`No answer ${isDone}`);
    await using mode = clientOf(emulator());
    const { token } = await mode.reportSchedules.create({ report, ...twin });
    emulator().setReportPast(report, old);
    if (isDone) await mode.reports.archive({ report });
    const file = join(folder, `no-answer-${isDone}.undo`);
    left(file, report, [token], ['begun', 'planned'], true);
    const plan = await janitor(emulator(), folder, '--undo-file', file);
    expect(plan.stderr).toContain('a former clean-up could not do everything. --apply does what is left');

    expect((await janitor(emulator(), folder, '--apply', '--undo-file', file)).code).toBe(0);
    expect((await mode.reports.get({ report })).archived).toBe(true);
    expect(await mode.reportSchedules.list({ report }).toArray()).toEqual([]);
    {
      using after = new UndoFile(file);
      expect(after.hasLeftOver()).toBe(false);
    }

    while ((await janitor(emulator(), folder, '--undo', '--undo-file', file)).code === 0);
    expect((await mode.reports.get({ report })).archived).toBe(false);
    expect(await mode.reportSchedules.list({ report }).toArray()).toMatchObject([{ name: 'Twin' }]);
  },
);

test('says of a clean-up that lies half done, before it plans', async () => {
  const report = await staleReport('Half done');
  const file = join(folder, 'half-done.undo');
  left(file, report, [], ['begun'], false);
  const { code, stdout, stderr } = await janitor(emulator(), folder, '--json', '--undo-file', file);
  expect(stderr).toMatch(
    /half-done.undo: the clean-up of acme that was begun at .* lies half done. --apply goes on/,
  );
  expect([code, Object.keys(JSON.parse(stdout))]).toEqual([0, expect.arrayContaining(['stale'])]);
});

test.each([
  ['was not made', 1],
  ['was made', 2],
])('brings back both of two like schedules, where the second %s and was not answered', async (_, made) => {
  const report = await staleReport(`Twins ${made}`);
  await using mode = clientOf(emulator());
  await mode.reports.archive({ report });
  for (let count = 0; count < made; count += 1) await mode.reportSchedules.create({ report, ...twin });
  const file = join(folder, `twins-${made}.undo`);
  left(file, report, ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'], ['done', 'undoing', 'undone'], true);
  expect((await janitor(emulator(), folder, '--undo', '--undo-file', file)).code).toBe(0);
  expect(await mode.reportSchedules.list({ report }).toArray()).toHaveLength(2);
});
