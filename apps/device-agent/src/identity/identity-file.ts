import { readFile, stat } from 'node:fs/promises';
import { modeCloudKey } from '@bimodal/auth-core';
import { replaceFile, type Replacement } from '@bimodal/auth-core/node';
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
  // Windows has no such bits, and Node makes some up there.
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
    throw new Problem(`${file} holds a key and others may read it: chmod 600.`, exitCodes.refused);
  }
  const stored = parsed(text);
  if (stored === undefined) throw new Problem(`${file} holds no device's identity.`, exitCodes.refused);
  const { device, key, origin } = stored;
  return { device, credential: modeCloudKey(key, { kind: 'device', origin }) };
}

/** A place for an identity that will come. */
interface Place {
  /** Stores it so that it is there after a power failure, and readable by nobody else. */
  keep(stored: Stored): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** Characters that an identity has at most: a long origin, a long key. */
const room = 2_048;

/**
 * Makes sure that an identity can be stored: its space is taken on the disk, so that it fails before the token is used up.
 *
 * @throws Problem where it cannot be.
 */
export async function placeForIdentity(file: string): Promise<Place> {
  let place: Replacement | undefined;
  try {
    place = await replaceFile(file, 0o600);
    await place.write(' '.repeat(room));
    await place.flush();
  } catch (error) {
    await place?.discard();
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new Problem(
      `${file} cannot be written${code}, and a device's key is shown once only. The token was not used: make room for the file, and start again.`,
      exitCodes.failed,
      error,
    );
  }
  const taken = place;
  return {
    discard: () => taken.discard(),
    async keep(stored) {
      await taken.rewrite(`${JSON.stringify(stored, undefined, 2)}\n`);
      await taken.keep();
    },
  };
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
