import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test, vi } from 'vitest';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/index.ts';
import { runReport } from '../calling.ts';
import { clientOf } from './emulated-client.ts';

const folders: string[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** Links to the rows of a run, as the client reads them. */
async function linksOf(emulator: Emulator): Promise<readonly URL[]> {
  await using mode = clientOf(emulator);
  const report = emulator.seeds.analytics.reports.example;
  const { token: run } = await runReport(emulator, report);
  const [{ token: queryRun } = { token: '' }] = await mode.queryRuns.list({ report, run }).toArray();
  const { _links: links } = await mode.results.get({ report, run, queryRun });
  return ['csv', 'json'].map((name) => new URL(links?.[name]?.href ?? ''));
}

/** What a link answers to whoever has no credential. */
async function bare(url: URL | string): Promise<[number, string]> {
  const response = await fetch(url);
  return [response.status, await response.text()];
}

const before2024: EmulatorOptions = { ids: 'integer', strict: true };

test('links to rows carry their own authority where ids are integers, for their path and an hour', async () => {
  await using emulator = await startEmulator(before2024);
  const [csv, json] = await linksOf(emulator);
  if (!csv || !json) throw new Error('There are no links.');
  const [status, text] = await bare(csv);
  expect([status, text.split('\n').length > 2]).toEqual([200, true]);
  const [jsonStatus, rows] = await bare(json);
  expect([jsonStatus, (JSON.parse(rows) as unknown[]).length > 1]).toEqual([200, true]);
  expect([...emulator.deviations]).toEqual([]);

  const others = ['key', 'expires', 'signature'].map((name) => {
    const changed = new URL(csv);
    changed.searchParams.set(name, `${changed.searchParams.get(name) ?? ''}0`);
    return changed;
  });
  const elsewhere = new URL(json.pathname + csv.search, emulator.url);
  const list = new URL(`/api/acme/definitions${csv.search}`, emulator.url);
  for (const url of [...others, elsewhere, list]) expect((await bare(url))[0]).toBe(401);

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61 * 60 * 1000 });
  const [late, why] = await bare(csv);
  expect([late, why.includes('This link has expired')]).toEqual([401, true]);
});

test('a link outlives the emulator, and not the key that asked for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'emulator-links-'));
  folders.push(folder);
  const again = { ...before2024, folder };
  const first = await startEmulator(again);
  const [csv] = await linksOf(first);
  await first.close();
  const here = (emulator: Emulator): URL =>
    new URL(`${csv?.pathname ?? ''}${csv?.search ?? ''}`, emulator.url);
  {
    await using second = await startEmulator(again);
    expect((await bare(here(second)))[0]).toBe(200);
  }
  const state = new DatabaseSync(join(folder, 'analytics.sqlite'));
  const { token } = first.seeds.analytics.keys.workspace;
  state.prepare('UPDATE api_keys SET revoked_at = ? WHERE token = ?').run(new Date(0).toISOString(), token);
  state.close();
  await using third = await startEmulator(again);
  expect((await bare(here(third)))[0]).toBe(401);
});

test('links to rows need a credential today', async () => {
  await using emulator = await startEmulator();
  for (const url of await linksOf(emulator)) {
    expect(url.search).toBe('');
    expect((await bare(url))[0]).toBe(401);
  }
});
