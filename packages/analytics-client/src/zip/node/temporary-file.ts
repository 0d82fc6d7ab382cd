import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handedOn, removal } from '@bimodal/auth-core/internal';
import type { Kept } from '../kept.ts';

/**
 * Puts bytes into a temporary file that nobody else may read. Where the system allows it, its name is removed at once: then
 * not even a process that is killed leaves anything behind.
 */
export async function keep(bytes: AsyncIterable<Uint8Array>): Promise<Kept> {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-'));
  const remove = (): Promise<void> => rm(folder, removal(true));
  let file: FileHandle | undefined;
  let size = 0;
  try {
    file = await open(join(folder, 'result'), 'wx+', 0o600);
    await remove().catch(() => undefined);
    for await (const chunk of bytes) {
      await file.writeFile(chunk, handedOn({}));
      size += chunk.length;
    }
  } catch (error) {
    await file?.close();
    await remove();
    throw error;
  }
  const opened = file;
  return {
    size,
    read: (from, length) => readFrom(opened, from, length),
    async [Symbol.asyncDispose]() {
      await opened.close();
      await remove();
    },
  };
}

async function readFrom(file: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, from + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}
