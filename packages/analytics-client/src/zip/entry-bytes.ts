import type { FileHandle } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { handedOn } from '@bimodal/auth-core/internal';
import { through } from '@bimodal/auth-core/node';
import { badZip, quoted } from './bad-zip.ts';
import { readRange } from './read-range.ts';
import type { ZipEntry } from './zip-entries.ts';

const headerSize = 30;
const headerSignature = 0x04034b50;

/**
 * The bytes of one file of an archive, unpacked on the way.
 *
 * @throws BodyError if they are not the length, or do not have the checksum, that the directory says.
 */
export async function* entryBytes(
  file: FileHandle,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0;
  let checksum = 0;
  try {
    for await (const chunk of unpacked(file, entry, await dataOffset(file, entry))) {
      size += chunk.length;
      if (size > entry.size) break;
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw error.code === 'Z_BUF_ERROR'
      ? badZip(`ends in the middle of a file${quoted(entry.name)}`, 'truncated', error)
      : badZip(`has a file${quoted(entry.name)} that cannot be unpacked`, 'encoding', error);
  }
  if (size !== entry.size)
    throw badZip(`says another length of the file${quoted(entry.name)} than it has`, 'truncated');
  if (checksum !== entry.checksum)
    throw badZip(`has another checksum of the file${quoted(entry.name)} than it says`, 'encoding');
}

/** Behind the local header, which may be longer than the directory's own. */
async function dataOffset(file: FileHandle, { name, offset }: ZipEntry): Promise<number> {
  const header = await readRange(file, offset, headerSize);
  if (header.readUInt32LE(0) !== headerSignature)
    throw badZip(`has no file${quoted(name)} where it says`, 'encoding');
  return offset + headerSize + header.readUInt16LE(26) + header.readUInt16LE(28);
}

function unpacked(file: FileHandle, { packed, packedSize }: ZipEntry, start: number): AsyncIterable<Buffer> {
  const from = stored(file, start, packedSize);
  return packed ? through(from, createInflateRaw(handedOn({}))) : from;
}

async function* stored(
  file: FileHandle,
  start: number,
  length: number,
): AsyncGenerator<Buffer, void, undefined> {
  const most = 64 * 1024;
  for (let at = 0; at < length; at += most) yield readRange(file, start + at, Math.min(most, length - at));
}

function isZlibError(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
  );
}
