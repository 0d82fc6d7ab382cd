import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Progress } from './bench-result.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** A project that has the packages installed as they would be published; built anew. */
export async function packedProject(progress: Progress): Promise<string> {
  progress('building and packing');
  await run(process.execPath, [join(root, 'scripts/check.ts'), 'build', 'pack'], { cwd: root });
  return join(root, '.packed/consumer');
}
