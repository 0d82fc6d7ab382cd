import { chmod, mkdtemp, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Account } from './account.ts';

/** Where temporary folders may be, in the order in which they are tried. */
const bases = (): readonly string[] => [tmpdir(), '/tmp', '/var/tmp', '/dev/shm'];

/**
 * A new temporary folder that an account passes through. The temporary folder of root may be as private as its home, so
 * others are tried.
 *
 * @throws Error where there is none.
 */
export async function openFolder(
  account: Account | undefined,
  places: readonly string[] = bases(),
): Promise<string> {
  for (const base of account === undefined ? [tmpdir()] : places) {
    if (account !== undefined && !(await isPassable(base))) continue;
    const folder = await mkdtemp(join(base, 'bimodal-postgres-'));
    if (account !== undefined) await chmod(folder, 0o755);
    return folder;
  }
  throw new Error(
    `PostgreSQL runs as ${account?.name}, who may enter none of ${places.join(', ')}: ` +
      'set TMPDIR to a folder that every user may pass through, or run the tests as an ordinary user.',
  );
}

/** Whether every user may pass through a folder and all that it lies in. */
export async function isPassable(folder: string): Promise<boolean> {
  try {
    let path = await realpath(folder);
    for (;;) {
      if (((await stat(path)).mode & 0o001) === 0) return false;
      if (dirname(path) === path) return true;
      path = dirname(path);
    }
  } catch {
    return false;
  }
}
