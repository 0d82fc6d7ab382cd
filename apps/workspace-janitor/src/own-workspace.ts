import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AnalyticsClient, basic, rateLimit } from '@bimodal/analytics-client';
import { startEmulator } from '@bimodal/emulator';
import type { Connected } from './connected.ts';
import { furnish } from './furnish.ts';

const folder = fileURLToPath(new URL('../.data', import.meta.url));

/** A workspace on this machine that lasts from one start to the next, so that what was applied can be undone. */
export async function openOwnWorkspace(rate: number | undefined): Promise<Connected> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const emulator = await startEmulator({ folder });
  const { keys, workspace } = emulator.seeds.analytics;
  const mode = new AnalyticsClient({
    workspace,
    credential: basic(keys.workspace),
    baseUrl: emulator.url,
    limiter: rateLimit({ requests: rate ?? 100, seconds: 1 }),
  });
  await using undo = new AsyncDisposableStack();
  undo.defer(() => emulator.close());
  undo.defer(() => mode.close());
  const furnished = join(folder, 'furnished');
  if (!(await isThere(furnished))) {
    await furnish(emulator, mode);
    await writeFile(furnished, '');
  }
  const rest = undo.move();
  return { mode, origin: 'this machine', isOwn: true, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
