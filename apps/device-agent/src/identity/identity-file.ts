import { open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { modeCloudKey } from '@bimodal/auth-core';
import { exitCodes } from '../exit-codes.ts';
import { Problem } from '../problem.ts';
import type { Identity } from './identity.ts';

/** What the file says: the key is shown once, when the device is provisioned, and this is the only place that has it. */
interface Stored {
  readonly device: number;
  readonly key: string;
  /** Where the key belongs; it is sent nowhere else. */
  readonly origin: string;
}

/** The identity that was stored; undefined where there is none yet. @throws Problem where it is unreadable, or readable by others. */
export async function readIdentity(file: string): Promise<Identity | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Problem(`${file} cannot be read.`, exitCodes.refused, error);
  }
  if (((await stat(file)).mode & 0o077) !== 0) {
    throw new Problem(`${file} holds a key and others may read it: chmod 600.`, exitCodes.refused);
  }
  const stored = parsed(text);
  if (stored === undefined) throw new Problem(`${file} holds no device's identity.`, exitCodes.refused);
  const { device, key, origin } = stored;
  return { device, credential: modeCloudKey(key, { kind: 'device', origin }) };
}

/** Stores an identity so that it is there after a power failure, and readable by nobody else. */
export async function writeIdentity(file: string, stored: Stored): Promise<void> {
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(stored, undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  const folder = await open(dirname(file));
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function parsed(text: string): Stored | undefined {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { device, key, origin }: { device?: unknown; key?: unknown; origin?: unknown } = stored;
  if (typeof device !== 'number' || typeof key !== 'string' || typeof origin !== 'string') return undefined;
  return { device, key, origin };
}
