import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';

// It starts a program of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

it.each([
  ['index.ts', 'new IotClient()', /node_modules\/(zod|undici|mqtt|ws)\/|^node:sqlite$/],
  ['device/index.ts', 'Device', /node_modules\/(zod|undici|mqtt|ws)\//],
])('importing %s loads only what is needed at once: %s', async (entry, make, needless) => {
  const client = pathToFileURL(join(import.meta.dirname, '../src', entry)).href;
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => (console.log(url), next(url, context)) });
    const { IotClient, Device } = await import('${client}');
    ${make};
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  const loaded = stdout.split('\n');
  expect(loaded).toContain(client);
  expect(loaded.filter((url) => needless.test(url))).toEqual([]);
});
