import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmulator } from '../src/index.ts';
import { basic, runReport, send } from './calling.ts';
import { startCommand } from './process.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-restart-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('keeps state, results, tokens and credentials from start to start', async () => {
  const first = await startEmulator({ folder });
  const { example } = first.seeds.analytics.reports;
  await send(first, 'PATCH', `/api/acme/reports/${example}/archive`);
  const run = await runReport(first, example);
  await first.close();

  const second = await startEmulator({ folder });
  expect(second.seeds).toEqual(first.seeds);
  expect(second.adminToken).toBe(first.adminToken);
  expect((await send(second, 'GET', `/api/acme/reports/${example}`)).json['archived']).toBe(true);
  const results = `/api/acme/reports/${example}/runs/${run.token}/results/content.csv`;
  expect((await send(second, 'GET', results)).status).toBe(200);
  await second.close();
});

test('gives a state that is there the credentials of another seed', async () => {
  const first = await startEmulator({ folder });
  await first.close();
  const second = await startEmulator({ folder, seed: 'test-seed' });
  expect(second.seeds.analytics.keys).not.toEqual(first.seeds.analytics.keys);
  expect(second.seeds.analytics.reports).toEqual(first.seeds.analytics.reports);
  expect((await send(second, 'GET', '/api/verify')).status).toBe(200);
  const old = { authorization: basic(first.seeds.analytics.keys.workspace) };
  expect((await send(second, 'GET', '/api/verify', { headers: old })).status).toBe(401);
  await second.close();
});

test('lets one emulator at a time have a folder', async () => {
  const first = await startEmulator({ folder });
  await expect(startEmulator({ folder })).rejects.toThrow(/in use by another emulator/);
  await first.close();
  await (await startEmulator({ folder })).close();
});

test('leaves a folder as it was where its start is refused', async () => {
  const first = await startEmulator({ folder });
  const { port } = new URL(first.url);
  const seed = readFileSync(join(folder, 'seed'));
  // The folder is in use; and later, the port is.
  await expect(startEmulator({ folder, seed: 'test-seed' })).rejects.toThrow(/in use by another emulator/);
  expect(readFileSync(join(folder, 'seed'))).toEqual(seed);
  await first.close();
  await using other = await startEmulator({ port: Number(port) });
  await expect(startEmulator({ folder, seed: 'test-seed', port: Number(port) })).rejects.toThrow(
    /Port .* in use/,
  );
  expect(readFileSync(join(folder, 'seed'))).toEqual(seed);
  const again = await startEmulator({ folder });
  expect(again.seeds).toEqual(first.seeds);
  expect((await send(again, 'GET', '/api/verify')).status).toBe(200);
  await again.close();
  expect(other.adminToken).not.toBe(again.adminToken);
});

test('has MQTT where it had it before, and elsewhere where that is taken', async () => {
  const first = await startEmulator({ folder });
  await first.close();
  const second = await startEmulator({ folder });
  expect(second.mqttUrl).toBe(first.mqttUrl);
  await second.close();
  await using other = await startEmulator({ port: Number(new URL(first.mqttUrl).port) });
  const third = await startEmulator({ folder });
  expect([third.mqttUrl === first.mqttUrl, other.url.slice(-5)]).toEqual([false, first.mqttUrl.slice(-5)]);
  await third.close();
});

test
  .skipIf(process.platform === 'win32')
  .each(['seed', 'emulator.sqlite', 'analytics.sqlite', 'cloud.sqlite'])(
  'takes no %s that others may have written, and closes one that they may read',
  async (name) => {
    await (await startEmulator({ folder })).close();
    const file = join(folder, name);
    for (const mode of [0o666, 0o622, 0o620]) {
      chmodSync(file, mode);
      await expect(startEmulator({ folder })).rejects.toThrow(/can be written by other users .* chmod 600/);
    }
    chmodSync(file, 0o644);
    await (await startEmulator({ folder })).close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await rm(file);
    await mkdir(file);
    await expect(startEmulator({ folder })).rejects.toThrow(`${file} is no file`);
  },
);

test('keeps the folder from other users of the machine', async () => {
  const emulator = await startEmulator({ folder: join(folder, 'new') });
  expect(statSync(join(folder, 'new')).mode & 0o077).toBe(0);
  for (const name of readdirSync(join(folder, 'new')))
    expect([name, statSync(join(folder, 'new', name)).mode & 0o077]).toEqual([name, 0]);
  await emulator.close();
});

test('loses nothing that it has acknowledged when it is killed while writing', async () => {
  const command = await startCommand('--folder', folder, '--seed', 'test-seed');
  const at = { url: command.url, seeds: { analytics: { keys: keysIn(command.greeting) } } };
  /** The last name that each report was acknowledged to have; queries and members of collections by their paths. */
  const names = new Map<string, string>();
  const paths: string[] = [];
  const write = async (writer: number): Promise<void> => {
    for (let turn = 0; ; turn += 1) {
      const { token } = (await send(at, 'POST', '/api/acme/reports')).json;
      names.set(token, '');
      const report = { name: `Report ${writer}.${turn}` };
      await send(at, 'PATCH', `/api/acme/reports/${token}`, { body: { report } });
      names.set(token, report.name);
      const query = { data_source_id: 10001, raw_query: 'SELECT 1' };
      const made = await send(at, 'POST', `/api/acme/reports/${token}/queries`, { body: { query } });
      paths.push(`/api/acme/reports/${token}/queries/${made.json.token}`);
      // A collection and its first member are one write.
      const space = { name: `Made by ${writer}.${turn}` };
      const place = (await send(at, 'POST', '/api/acme/spaces', { body: { space } })).json.token;
      paths.push(`/api/acme/spaces/${place}`);
      // In the midst of the other writers' requests.
      if (names.size >= 60) command.process.kill('SIGKILL');
    }
  };
  const writers = await Promise.allSettled(Array.from({ length: 8 }, (_, writer) => write(writer)));
  expect(writers.every(({ status }) => status === 'rejected')).toBe(true);
  expect(await command.ended).toEqual([null, 'SIGKILL']);

  const again = await startEmulator({ folder });
  for (const [token, name] of names) {
    const { status, json } = await send(again, 'GET', `/api/acme/reports/${token}`);
    expect([token, status]).toEqual([token, 200]);
    if (name !== '') expect([token, json.name]).toEqual([token, name]);
  }
  for (const path of paths) expect([path, (await send(again, 'GET', path)).status]).toEqual([path, 200]);
  const mine = await send(again, 'GET', '/api/acme/spaces?per_page=1');
  const shown = paths.filter((path) => path.includes('/spaces/')).length;
  expect(mine.json.pagination['total_count']).toBeGreaterThanOrEqual(shown);
  await again.close();
});

test('clears away what a killed process was writing', async () => {
  await (await startEmulator({ folder })).close();
  const partial = join(folder, 'files/analytics/000000000000.csv.gz.partial');
  writeFileSync(partial, 'half');
  await (await startEmulator({ folder })).close();
  expect(existsSync(partial)).toBe(false);
});

test('leaves nothing in the temporary folder', async () => {
  const left = (): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`bimodal-emulator-${process.pid}-`));
  const emulator = await startEmulator();
  await runReport(emulator, emulator.seeds.analytics.reports.example);
  expect(left()).toHaveLength(1);
  await emulator.close();
  expect(left()).toEqual([]);
});

test('leaves nothing in the temporary folder where its process ends without closing it', async () => {
  const index = new URL('../src/index.ts', import.meta.url).href;
  const code = `import { startEmulator } from '${index}'; await startEmulator(); process.exit(3);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    env: { ...process.env, TMPDIR: folder },
  });
  expect(await once(child, 'exit')).toEqual([3, null]);
  expect(readdirSync(folder)).toEqual([]);
});

test('cancels the runs that were under way when it was killed', async () => {
  const command = await startCommand('--folder', folder, '--seed', 'test-seed');
  const at = {
    url: command.url,
    seeds: { analytics: { keys: keysIn(command.greeting) } },
  };
  const created = (await send(at, 'POST', '/api/acme/reports')).json;
  const query = {
    data_source_id: 10001,
    raw_query: 'SELECT count(*) FROM range(10000000) a, range(10000000) b',
  };
  await send(at, 'POST', `/api/acme/reports/${created.token}/queries`, { body: { query } });
  const runs = `/api/acme/reports/${created.token}/runs`;
  const { token } = (await send(at, 'POST', runs, { body: {} })).json;
  command.process.kill('SIGKILL');
  await command.ended;

  const again = await startEmulator({ folder });
  expect((await send(again, 'GET', `${runs}/${token}`)).json.state).toBe('cancelled');
  await again.close();
});

function keysIn(greeting: string) {
  const found = (name: string): string => new RegExp(`ANALYTICS_${name}=(\\S+)`).exec(greeting)?.[1] ?? '';
  return { workspace: { token: found('TOKEN'), secret: found('SECRET') } };
}
