import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';

const client = pathToFileURL(join(import.meta.dirname, '../src/index.ts')).href;

// It starts a program of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

it('importing and making a client loads neither zod, undici nor SQLite', async () => {
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => (console.log(url), next(url, context)) });
    const { IotClient } = await import('${client}');
    new IotClient();
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  const loaded = stdout.split('\n');
  expect(loaded).toContain(client);
  expect(loaded.filter((url) => /node_modules\/(zod|undici)\/|^node:sqlite$/.test(url))).toEqual([]);
});
