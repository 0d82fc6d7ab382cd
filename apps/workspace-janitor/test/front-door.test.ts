import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '@bimodal/emulator';
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

test('prints a plan that a person can read, and changes nothing', async () => {
  const report = await staleReport('Old \u001b[31mred\u001b[0m news');
  const { code, stdout } = await janitor(emulator(), folder, '--days', '250');
  expect(code).toBe(0);
  expect(stdout).toContain(report);
  expect(stdout).toContain('300 days');
  expect(stdout).not.toContain('\u001b');
  expect(stdout).toContain('Nothing was changed.');
  const table = stdout.split('\n').filter((line) => /[│┌└]/.test(line));
  expect(table.length).toBeGreaterThan(2);
  expect(new Set(table.map((line) => line.length))).toEqual(new Set([80]));
  await using mode = clientOf(emulator());
  expect((await mode.reports.get({ report })).archived).toBe(false);
});

test('leaves alone what was used since, what is kept, and what is sent to somebody', async () => {
  const kept = await staleReport('Kept');
  const sent = await staleReport('Sent');
  await using mode = clientOf(emulator());
  await mode.reportSchedules.create({ report: sent, cron: { freq: 'daily', hour: 1 } });
  const subscription = await mode.reportSubscriptions.create({ report: sent });
  const token = /[^/]+$/.exec(subscription._links?.['self']?.href ?? '')?.[0] ?? '';
  await mode.emailMemberships.create({
    report: sent,
    subscription: token,
    membership: { email: 'someone@example.com' },
  });
  const { stdout } = await janitor(emulator(), folder, '--json', '--keep', kept);
  const plan = JSON.parse(stdout) as { stale: { report: string }[] };
  const found = plan.stale.map(({ report }) => report);
  expect(found).not.toContain(kept);
  expect(found).not.toContain(sent);
});

test('one undo file serves one clean-up at a time, and one workspace', async () => {
  const file = join(folder, 'one.undo');
  await staleReport('For the other');
  expect((await janitor(emulator(), folder, '--apply', '--undo-file', file)).code).toBe(0);
  {
    using held = new UndoFile(file);
    expect(held.undoable()).toBeDefined();
    const { code, stderr } = await janitor(emulator(), folder, '--undo', '--undo-file', file);
    expect([code, stderr]).toEqual([2, `${file} is in use: another clean-up is running.\n`]);
  }
  await using other = await startEmulator();
  const { code, stderr } = await janitor(other, folder, '--undo', '--undo-file', file);
  expect(code).toBe(2);
  expect(stderr).toContain(`The undo file holds a clean-up of acme at ${emulator().url}`);
});

test('an undo file that cannot be ends it with 2', async () => {
  const { code, stderr } = await janitor(
    emulator(),
    folder,
    '--apply',
    '--undo-file',
    join(folder, 'no', 'where'),
  );
  expect([code, stderr]).toEqual([2, expect.stringContaining('Name another with --undo-file')]);
});

test('a mistyped undo file is not made', async () => {
  const { code, stderr } = await janitor(emulator(), folder, '--undo', '--undo-file', 'mistyped.undo');
  expect([code, stderr]).toEqual([2, expect.stringContaining('There is no mistyped.undo.')]);
  expect(await readdir(folder)).not.toContain('mistyped.undo');
});

test('options that cannot be end it with 2, and say why', async () => {
  const { code, stderr, stdout } = await janitor(emulator(), folder, '--apply', '--undo');
  expect([code, stdout, stderr]).toEqual([2, '', '--apply and --undo are opposites: name one of them.\n']);
});
