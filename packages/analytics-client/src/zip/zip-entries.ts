import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { safeFileName } from '@bimodal/auth-core/internal';
import { badZip, quoted } from './bad-zip.ts';
import { directoryPlace } from './directory-place.ts';
import { readLong, readRange } from './read-range.ts';

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
export async function zipEntries(file: FileHandle): Promise<ZipEntry[]> {
  const { size: fileSize } = await file.stat();
  const place = await directoryPlace(file, fileSize);
  if (place.size > largestDirectory) throw badZip('has a directory that is too large', 'encoding');
  const directory = await readRange(file, place.offset, place.size);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let count = 0; count < place.entries; count += 1) {
    const header = directory.subarray(at);
    if (header.length < headerSize || header.readUInt32LE(0) !== headerSignature) throw broken();
    const nameEnd = headerSize + header.readUInt16LE(28);
    const extraEnd = nameEnd + header.readUInt16LE(30);
    const length = extraEnd + header.readUInt16LE(32);
    if (length > header.length) throw broken();
    const name = nameOf(header.subarray(headerSize, nameEnd));
    const entry = entryOf(header, name, header.subarray(nameEnd, extraEnd));
    if (!name.endsWith('/')) entries.push(entry);
    else if (entry.size > 0)
      throw badZip(`has a folder${quoted(safeFileName(name.slice(0, -1)))} that is none`, 'encoding');
    at += length;
  }
  if (at !== place.size) throw broken();
  for (const { offset } of entries) if (offset >= place.offset) throw broken();
  return entries;
}

function entryOf(header: Buffer, name: string, extra: Buffer): ZipEntry {
  const method = header.readUInt16LE(10);
  if ((header.readUInt16LE(8) & encrypted) !== 0) throw badZip('is encrypted', 'encoding');
  if (method !== 0 && method !== 8)
    throw badZip(`is packed in a way (${method}) that is not Deflate`, 'encoding');
  const long = longNumbers(extra);
  const number = (at: number): number => {
    const value = header.readUInt32LE(at);
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
    checksum: header.readUInt32LE(16),
    packedSize,
    size,
    offset,
  };
}

function longNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== longField) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    return Array.from({ length: Math.min(3, Math.floor(field.length / 8)) }, (_, index) =>
      readLong(field, 8 * index),
    );
  }
  return [];
}

function nameOf(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

function broken(): Error {
  return badZip('has a directory that is broken', 'encoding');
}
