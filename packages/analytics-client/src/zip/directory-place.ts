import { badZip } from './bad-zip.ts';
import type { Kept } from './kept.ts';
import { numbersOf, readLong, readRange } from './read-range.ts';

const endSize = 22;
const endSignature = 0x06054b50;
const longestComment = 0xffff;
const locatorSize = 20;
const locatorSignature = 0x07064b50;
const longEndSize = 56;
const longEndSignature = 0x06064b50;
/** What stands where a number needs more bytes than there are; it is in the Zip64 record then. */
const shortMarker = 0xffff;
const longMarker = 0xffffffff;

/** Where the central directory is. */
export interface DirectoryPlace {
  readonly offset: number;
  readonly size: number;
  readonly entries: number;
}

/**
 * Finds the central directory by the record at the end of the file; Zip64 too.
 *
 * Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.14 to 4.3.16.
 *
 * @throws BodyError if there is none: the file was cut off, or is no zip.
 */
export async function directoryPlace(kept: Kept): Promise<DirectoryPlace> {
  const tailSize = Math.min(kept.size, endSize + longestComment);
  const tail = numbersOf(await readRange(kept, kept.size - tailSize, tailSize));
  const at = endRecord(tail);
  if (at === undefined) throw badZip('has no directory at its end', 'truncated');
  const end = kept.size - tailSize + at;
  const place = {
    entries: tail.getUint16(at + 10, true),
    size: tail.getUint32(at + 12, true),
    offset: tail.getUint32(at + 16, true),
  };
  const long = place.entries === shortMarker || place.size === longMarker || place.offset === longMarker;
  const found = long ? await longPlace(kept, end) : { ...place, end };
  if (found.offset + found.size > found.end)
    throw badZip('has a directory that is not all there', 'truncated');
  return found;
}

/** The end record is the one whose comment ends with the file. */
function endRecord(tail: DataView): number | undefined {
  for (let at = tail.byteLength - endSize; at >= 0; at -= 1) {
    const ends = at + endSize + tail.getUint16(at + 20, true) === tail.byteLength;
    if (ends && tail.getUint32(at, true) === endSignature) return at;
  }
  return undefined;
}

async function longPlace(kept: Kept, end: number): Promise<DirectoryPlace & { readonly end: number }> {
  const locator = numbersOf(await readRange(kept, Math.max(0, end - locatorSize), locatorSize));
  if (locator.getUint32(0, true) !== locatorSignature) throw badZip('has no Zip64 directory', 'encoding');
  const at = readLong(locator, 8);
  const record = numbersOf(await readRange(kept, at, longEndSize));
  if (record.getUint32(0, true) !== longEndSignature) throw badZip('has no Zip64 directory', 'encoding');
  return { entries: readLong(record, 32), size: readLong(record, 40), offset: readLong(record, 48), end: at };
}
