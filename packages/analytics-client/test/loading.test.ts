import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';

const client = pathToFileURL(join(import.meta.dirname, '../src/index.ts')).href;

// Each test starts a program of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The modules that a program loads. */
async function loadedBy(program: string): Promise<readonly string[]> {
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => (console.log(url), next(url, context)) });
    const { AnalyticsClient, basic } = await import('${client}');
    ${program}
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return stdout.split('\n');
}

const heavy = /node_modules\/(zod|undici)\//;

it('importing and making a client loads neither zod nor undici', async () => {
  const loaded = await loadedBy(`new AnalyticsClient({ workspace: 'acme' });`);
  expect(loaded).toContain(client);
  expect(loaded.filter((url) => heavy.test(url))).toEqual([]);
});

it('the first call loads undici, and never zod', async () => {
  const loaded = await loadedBy(`
    const credential = basic({ token: 'test-token', secret: 'test-secret' });
    const mode = new AnalyticsClient({ workspace: 'acme', credential, baseUrl: 'http://127.0.0.1:1', retries: 0 });
    await mode.reports.get({ report: 'r1' }).catch(() => {});
    await mode.close();
  `);
  expect(new Set(loaded.flatMap((url) => heavy.exec(url)?.[1] ?? []))).toEqual(new Set(['undici']));
});
