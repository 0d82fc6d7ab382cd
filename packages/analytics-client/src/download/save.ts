import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { handedOn, type ByteStream } from '@bimodal/auth-core';

/** How far a download is. */
export interface DownloadProgress {
  /** Bytes that have been written, unpacked. */
  readonly bytes: number;
  /** Bytes in all, where the server said so and did not compress them. */
  readonly total: number | undefined;
}

/** A file that was downloaded whole. */
export interface Downloaded {
  readonly path: string;
  readonly bytes: number;
  /** Media type, such as `text/csv`. */
  readonly contentType: string;
}

/**
 * Writes a body to a file: beside it under another name first, and renamed only when all of it is on the disk. Whatever
 * fails on the way leaves the file as it was, and nothing beside it.
 */
export async function save(
  body: ByteStream,
  path: string,
  onProgress: ((progress: DownloadProgress) => void) | undefined,
): Promise<Downloaded> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.part`;
  let bytes = 0;
  try {
    const file = await open(unfinished, 'wx');
    try {
      for await (const chunk of body) {
        await file.writeFile(chunk, handedOn({}));
        bytes += chunk.length;
        onProgress?.({ bytes, total: body.length });
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await body.cancel();
    await rm(unfinished, handedOn({ force: true }));
    throw error;
  }
  await syncFolder(dirname(path));
  return { path, bytes, contentType: body.contentType };
}

/** A new name is on the disk once its folder is. Not every system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => undefined);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}
