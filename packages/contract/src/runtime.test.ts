import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('what runs where clients run loads no zod, and nothing of Node', async () => {
  const runtime = pathToFileURL(join(import.meta.dirname, 'runtime.ts')).href;
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => (console.log(url), next(url, context)) });
    await import('${runtime}');
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  const loaded = stdout.split('\n').filter((url) => url !== '');
  expect(loaded).toContain(runtime);
  expect(loaded.filter((url) => /node_modules|^node:|\/readings\/|\/print\//.test(url))).toEqual([]);
}, 60_000);
