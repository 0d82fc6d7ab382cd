import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { expect, test, vi } from 'vitest';
import { SharedChromium } from '../src/chromium/shared-chromium.ts';
import { startBrowser, startDatabase, startPostgres } from '../src/index.ts';

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('gives each that asks an empty database, in one server', async () => {
  const [one, other] = await Promise.all([startDatabase(), startDatabase()]);
  expect(new URL(one.url).host).toBe(new URL(other.url).host);
  await rowsOf(one.url, 'CREATE TABLE mine AS SELECT 1 AS n');
  expect(await rowsOf(one.url, 'SELECT n FROM mine')).toEqual([{ n: 1 }]);
  await expect(rowsOf(other.url, 'SELECT n FROM mine')).rejects.toThrow('does not exist');
});

test('a server of one’s own keeps what it holds while it is restarted, and its port', async () => {
  const server = await startPostgres();
  await rowsOf(server.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  await server.restart(async () => {
    await expect(rowsOf(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });
  expect(await rowsOf(server.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  await server.stop();
  await expect(rowsOf(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

test('opens a page, and reaches this machine only', async () => {
  await using browser = await startBrowser();
  const page = await browser.newPage();
  await page.goto('data:text/html;charset=utf-8,<h1>Ünder way</h1>');
  expect(await page.locator('h1').textContent()).toBe('Ünder way');
  await expect(page.goto('http://example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
});

test('unpacks Chromium for nobody but who asks, though another user’s is in the temporary folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
  // What the first user of a machine leaves there; nobody else can run it.
  await writeFile(join(folder, 'chromium'), '', { mode: 0 });
  vi.stubEnv('TMPDIR', folder);
  vi.stubEnv('HOME', undefined);
  const chromium = new SharedChromium();
  try {
    const program = await chromium.program();
    expect(await chromium.program()).toBe(program);
    expect((await promisify(execFile)(program, ['--version'])).stdout).toMatch(/^\S+.* \d+\./);
    const [own = ''] = (await readdir(folder)).filter((name) => name !== 'chromium');
    expect((await stat(join(folder, own))).mode & 0o777).toBe(0o700);
    await chromium.close();
    expect(existsSync(program)).toBe(false);
  } finally {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  }
});

test('takes the Chromium that somebody names', async () => {
  vi.stubEnv('BIMODAL_TEST_CHROMIUM', '/opt/chromium');
  expect(await new SharedChromium().program()).toBe('/opt/chromium');
  vi.unstubAllEnvs();
});
