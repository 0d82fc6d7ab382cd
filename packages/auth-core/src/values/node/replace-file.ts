import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { open, readlink, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { handedOn } from '../handed-on.ts';
import { removal } from '../removal.ts';

/** Links that are followed from one name, as many as Linux does. */
const mostLinks = 40;

/** What takes the place of a file once it is whole. */
export interface Replacement {
  /** Writes on. */
  write(bytes: string | Uint8Array): Promise<void>;
  /** Writes anew from the beginning, where there was as much before: that needs no space. */
  rewrite(text: string): Promise<void>;
  /** Makes sure that what was written is on the disk. */
  flush(): Promise<void>;
  /** Puts it in its place, on the disk. */
  keep(): Promise<void>;
  /** Leaves everything as it was. Never throws. */
  discard(): Promise<void>;
}

/**
 * Begins to replace what is behind a name, whole or not at all: written beside it, then renamed. It stays what it was: a link
 * leads where it led, a file keeps its mode and, where this process may say so, its owner and group; a device or a pipe is
 * written to, as it comes. Other hard links to a file keep what was in it.
 *
 * @param mode of a file that is not there yet. Default: as any file that the process makes.
 * @throws what the system refuses.
 */
export async function replaceFile(path: string, mode = 0o666): Promise<Replacement> {
  const before = await status(path);
  // By its own name: what `/dev/stdout` leads to has none.
  if (before !== undefined && !before.isFile()) return written(await open(path, constants.O_WRONLY));
  const target = await fileBehind(path);
  const beside = `${target}.${randomBytes(6).toString('hex')}.part`;
  const file = await open(beside, 'wx', before === undefined ? mode : 0o600);
  const discard = async (): Promise<void> => {
    await file.close().catch(() => undefined);
    await rm(beside, removal()).catch(() => undefined);
  };
  try {
    if (before !== undefined) await makeAlike(file, before);
  } catch (error) {
    await discard();
    throw error;
  }
  return {
    ...written(file),
    discard,
    async keep() {
      try {
        await file.sync();
        await file.close();
        await rename(beside, target);
      } catch (error) {
        await discard();
        throw error;
      }
      await syncFolder(dirname(target));
    },
  };
}

/** Where a name leads, by all links, whether or not there is something. */
export async function fileBehind(path: string): Promise<string> {
  let target = resolve(path);
  for (let links = 0; links < mostLinks; links++) {
    const led = await readlink(target, handedOn({ encoding: 'utf8' as const })).catch(() => undefined);
    if (led === undefined) return target;
    target = resolve(dirname(target), led);
  }
  return target;
}

function written(file: FileHandle): Replacement {
  return {
    write: (bytes) => file.writeFile(bytes, handedOn({ encoding: 'utf8' as const })),
    async rewrite(text) {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length;) {
        at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
      }
      await file.truncate(bytes.length);
    },
    flush: () => file.sync(),
    keep: () => file.close(),
    discard: () => file.close().catch(() => undefined),
  };
}

async function status(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path, handedOn({ bigint: false as const }));
  } catch (error) {
    // In Jest the errors of Node's modules are of another realm: `instanceof` does not know them.
    if (typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'ENOENT')
      return undefined;
    throw error;
  }
}

/** Gives a new file the owner, group and mode of the one before. */
async function makeAlike(file: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  if (process.platform === 'win32') return;
  const own = await file.stat(handedOn({ bigint: false as const }));
  const isAlike =
    (own.uid === uid && own.gid === gid) ||
    (await file.chown(uid, gid).then(
      () => true,
      () => false,
    )) ||
    (await file.chown(own.uid, gid).then(
      () => true,
      () => false,
    ));
  // What one group could read is not for another.
  await file.chmod(mode & (isAlike ? 0o777 : 0o707));
}

/** A new name is on the disk once its folder is. Not every system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => undefined);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}
