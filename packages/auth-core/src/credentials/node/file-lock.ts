import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { handedOn } from '../../values/handed-on.ts';
import { removal } from '../../values/removal.ts';
import { CredentialError } from '../../errors/credential-error.ts';

/** Milliseconds that a writer may hold a lock: one that is the same for so long was left over by a crash. */
const patience = 10_000;

/**
 * Runs one writer of a file at a time, across processes, by a file `<path>.lock` beside it.
 *
 * Whether a lock was left over is seen by watching it, by a clock that nobody sets: its date is the word of a clock that may
 * have been set since. It is taken away under a second lock, so that of many who saw the same left-over lock none takes
 * away the one that another has made since.
 *
 * @throws CredentialError where others hold it all the time.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>, watch = patience): Promise<T> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), handedOn({ recursive: true, mode: 0o700 }));
  const own = randomUUID();
  const began = performance.now();
  let seen = { holder: '', since: began };
  while (!(await taken(lock, own))) {
    const now = performance.now();
    if (now - began > 6 * watch) throw stillHeld(path, lock);
    const holder = await holderOf(lock);
    if (holder !== seen.holder) seen = { holder, since: now };
    else if (holder !== '' && now - seen.since > watch) await removeLeftOver(lock, holder);
    await wait(20);
  }
  try {
    return await work();
  } finally {
    // Not another's, where this one took so long that it was taken for left over.
    if ((await holderOf(lock)).endsWith(own)) await rm(lock, removal());
  }
}

/** Who holds a lock: its file, and what is in it; '' where nobody does. */
async function holderOf(lock: string): Promise<string> {
  try {
    const { ino, mtimeMs } = await stat(lock, handedOn({ bigint: false as const }));
    return `${ino} ${mtimeMs} ${await readFile(lock, handedOn({ encoding: 'utf8' as const }))}`;
  } catch {
    return '';
  }
}

async function removeLeftOver(lock: string, holder: string): Promise<void> {
  const breaking = `${lock}.breaking`;
  // Another is at it.
  if (!(await taken(breaking, ''))) return;
  try {
    if ((await holderOf(lock)) === holder) await rm(lock, removal());
  } finally {
    await rm(breaking, removal());
  }
}

async function taken(lock: string, own: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx', 0o600);
    try {
      await file.writeFile(own, handedOn({ encoding: 'utf8' as const }));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'EEXIST') return false;
    throw error;
  }
}

function stillHeld(path: string, lock: string): CredentialError {
  return new CredentialError(
    `${path} is being written by other processes all the time. If none is, remove "${lock}" and "${lock}.breaking".`,
  );
}
