import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { handedOn } from '../values/handed-on.ts';
import { CredentialError } from '../errors/credential-error.ts';

/** Milliseconds that a lock is waited for, and after which one is taken to be left over from a crash. */
const patience = 10_000;

/** Runs one writer of a file at a time, across processes, by a file `<path>.lock` beside it. */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), handedOn({ recursive: true, mode: 0o700 }));
  const givenUpAt = Date.now() + patience;
  while (!(await taken(lock))) {
    if (Date.now() > givenUpAt) {
      throw new CredentialError(`${path} is being written by another process. If none is, remove "${lock}".`);
    }
    await removeLeftOver(lock);
    await wait(20);
  }
  try {
    return await work();
  } finally {
    await rm(lock, handedOn({ force: true }));
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx', 0o600);
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'EEXIST') return false;
    throw error;
  }
}

async function removeLeftOver(lock: string): Promise<void> {
  const stats = await stat(lock, handedOn({ bigint: false as const })).catch(() => undefined);
  if (stats !== undefined && Date.now() - stats.mtimeMs > patience) await rm(lock, handedOn({ force: true }));
}
