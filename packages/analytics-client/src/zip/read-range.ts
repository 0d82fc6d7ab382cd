import type { FileHandle } from 'node:fs/promises';
import { badZip } from './bad-zip.ts';

/**
 * Bytes of a file from one place on.
 *
 * @throws BodyError if the file does not have them all.
 */
export async function readRange(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, from + read);
    if (bytesRead === 0) throw badZip('points behind its own end', 'truncated');
    read += bytesRead;
  }
  return bytes;
}

/** A number of eight bytes. @throws BodyError if no file is that long. */
export function readLong(bytes: Buffer, at: number): number {
  const value = Number(bytes.readBigUInt64LE(at));
  if (!Number.isSafeInteger(value)) throw badZip('names a place that cannot be', 'encoding');
  return value;
}
