/** vitest calls this once, in its own process, before the first worker starts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEquipment } from './equipment.ts';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Hundreds of processes load the same modules: what one has compiled, the others need not.
  const compiled = await mkdtemp(join(tmpdir(), 'bimodal-compiled-'));
  process.env['NODE_COMPILE_CACHE'] ??= compiled;
  const equipment = await openEquipment();
  project.provide('equipment', equipment.url);
  return async () => {
    await equipment.close();
    // A process that is just ending may still be writing.
    await rm(compiled, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
}
