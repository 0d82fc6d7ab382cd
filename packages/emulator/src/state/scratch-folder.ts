import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is removed when it is cleared. */
export interface ScratchFolder {
  readonly path: string;
  readonly clear: () => Promise<void>;
}

/** Those that are there: one listener removes them all, however many emulators a process starts. */
const made = new Set<string>();

/** Makes a temporary folder. A process that ends without clearing it removes it on its way out. */
export async function makeScratchFolder(): Promise<ScratchFolder> {
  const path = await mkdtemp(join(tmpdir(), `bimodal-emulator-${process.pid}-`));
  if (made.size === 0) process.on('exit', removeAll);
  made.add(path);
  return {
    path,
    async clear() {
      await rm(path, { recursive: true, force: true });
      made.delete(path);
      if (made.size === 0) process.off('exit', removeAll);
    },
  };
}

function removeAll(): void {
  for (const path of made) rmSync(path, { recursive: true, force: true });
}
