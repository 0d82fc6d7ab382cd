import { crc32, inflated } from '#zip';
import { badZip, quoted } from './bad-zip.ts';
import { InflateFailure } from './inflate-failure.ts';
import type { Kept } from './kept.ts';
import { numbersOf, readRange } from './read-range.ts';
import type { ZipEntry } from './zip-entries.ts';

const headerSize = 30;
const headerSignature = 0x04034b50;

/**
 * The bytes of one file of an archive, unpacked on the way.
 *
 * @throws BodyError if they are not the length, or do not have the checksum, that the directory says.
 */
export async function* entryBytes(kept: Kept, entry: ZipEntry): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0;
  let checksum = 0;
  try {
    for await (const chunk of unpacked(kept, entry, await dataOffset(kept, entry))) {
      size += chunk.length;
      if (size > entry.size) break;
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    if (!(error instanceof InflateFailure)) throw error;
    throw error.truncated
      ? badZip(`ends in the middle of a file${quoted(entry.name)}`, 'truncated', error.cause)
      : badZip(`has a file${quoted(entry.name)} that cannot be unpacked`, 'encoding', error.cause);
  }
  if (size !== entry.size)
    throw badZip(`says another length of the file${quoted(entry.name)} than it has`, 'truncated');
  if (checksum !== entry.checksum)
    throw badZip(`has another checksum of the file${quoted(entry.name)} than it says`, 'encoding');
}

/** Behind the local header, which may be longer than the directory's own. */
async function dataOffset(kept: Kept, { name, offset }: ZipEntry): Promise<number> {
  const header = numbersOf(await readRange(kept, offset, headerSize));
  if (header.getUint32(0, true) !== headerSignature)
    throw badZip(`has no file${quoted(name)} where it says`, 'encoding');
  return offset + headerSize + header.getUint16(26, true) + header.getUint16(28, true);
}

function unpacked(kept: Kept, { packed, packedSize }: ZipEntry, start: number): AsyncIterable<Uint8Array> {
  const from = stored(kept, start, packedSize);
  return packed ? inflated(from) : from;
}

async function* stored(
  kept: Kept,
  start: number,
  length: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const most = 64 * 1024;
  for (let at = 0; at < length; at += most) yield readRange(kept, start + at, Math.min(most, length - at));
}
