import { safeFileName } from '@bimodal/auth-core/internal';
import { badZip, quoted } from './bad-zip.ts';
import { directoryPlace } from './directory-place.ts';
import type { Kept } from './kept.ts';
import { numbersOf, readLong, readRange } from './read-range.ts';

const headerSize = 46;
const headerSignature = 0x02014b50;
const longMarker = 0xffffffff;
const longField = 0x0001;
const encrypted = 0x0001;
/** A run has a few queries: a directory larger than this is none of ours. */
const largestDirectory = 16 * 1024 * 1024;

/** What the directory says of a file. */
export interface ZipEntry {
  /** Its name, without any folder, made safe; undefined where nothing is left of it. */
  readonly name: string | undefined;
  readonly packed: boolean;
  readonly checksum: number;
  /** Bytes in the archive, from its local header's end on. */
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header is. */
  readonly offset: number;
}

/**
 * The files of an archive, by its directory; folders are left out.
 *
 * Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 and 4.5.3.
 *
 * @throws BodyError if the directory is not whole, or a file is encrypted or packed in a way other than Deflate.
 */
export async function zipEntries(kept: Kept): Promise<ZipEntry[]> {
  const place = await directoryPlace(kept);
  if (place.size > largestDirectory) throw badZip('has a directory that is too large', 'encoding');
  const directory = await readRange(kept, place.offset, place.size);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let count = 0; count < place.entries; count += 1) {
    const record = directory.subarray(at);
    const header = numbersOf(record);
    if (record.length < headerSize || header.getUint32(0, true) !== headerSignature) throw broken();
    const nameEnd = headerSize + header.getUint16(28, true);
    const extraEnd = nameEnd + header.getUint16(30, true);
    const length = extraEnd + header.getUint16(32, true);
    if (length > record.length) throw broken();
    const name = nameOf(record.subarray(headerSize, nameEnd));
    const entry = entryOf(header, name, numbersOf(record.subarray(nameEnd, extraEnd)));
    if (!name.endsWith('/')) entries.push(entry);
    else if (entry.size > 0)
      throw badZip(`has a folder${quoted(safeFileName(name.slice(0, -1)))} that is none`, 'encoding');
    at += length;
  }
  if (at !== place.size) throw broken();
  for (const { offset } of entries) if (offset >= place.offset) throw broken();
  return entries;
}

function entryOf(header: DataView, name: string, extra: DataView): ZipEntry {
  const method = header.getUint16(10, true);
  if ((header.getUint16(8, true) & encrypted) !== 0) throw badZip('is encrypted', 'encoding');
  if (method !== 0 && method !== 8)
    throw badZip(`is packed in a way (${method}) that is not Deflate`, 'encoding');
  const long = longNumbers(extra);
  const number = (at: number): number => {
    const value = header.getUint32(at, true);
    if (value !== longMarker) return value;
    const wide = long.shift();
    if (wide === undefined) throw broken();
    return wide;
  };
  // In this order the longer numbers follow each other, those that are there.
  const size = number(24);
  const packedSize = number(20);
  const offset = number(42);
  return {
    name: safeFileName(name),
    packed: method === 8,
    checksum: header.getUint32(16, true),
    packedSize,
    size,
    offset,
  };
}

function longNumbers(extra: DataView): number[] {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== longField) continue;
    const count = Math.floor(Math.min(extra.getUint16(at + 2, true), extra.byteLength - at - 4) / 8);
    return Array.from({ length: Math.min(3, count) }, (_, index) => readLong(extra, at + 4 + 8 * index));
  }
  return [];
}

/** In UTF-8; where it is not, each byte as a character: older writers of zips have pages of their own. */
function nameOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function broken(): Error {
  return badZip('has a directory that is broken', 'encoding');
}
