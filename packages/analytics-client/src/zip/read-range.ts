import { badZip } from './bad-zip.ts';
import type { Kept } from './kept.ts';

/**
 * Bytes of an archive from one place on.
 *
 * @throws BodyError if the archive does not have them all.
 */
export async function readRange(kept: Kept, from: number, length: number): Promise<Uint8Array> {
  // Asked first: a place that the archive only claims to have is given no room.
  if (from + length > kept.size) throw badZip('points behind its own end', 'truncated');
  const bytes = await kept.read(from, length);
  if (bytes.length < length) throw badZip('points behind its own end', 'truncated');
  return bytes;
}

/** The same bytes, for reading numbers of them, which are little-endian in a zip. */
export function numbersOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A number of eight bytes. @throws BodyError if no file is that long. */
export function readLong(numbers: DataView, at: number): number {
  const value = Number(numbers.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw badZip('names a place that cannot be', 'encoding');
  return value;
}
