import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { handedOn } from '../values/handed-on.ts';

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** A body's encoding that is not undone: unknown, or several on top of each other. */
export class UnknownEncoding extends Error {}

/** The name of a body's encoding, or undefined where it has none. */
export function encodingOf(header: string | readonly string[] | undefined): string | undefined {
  const name = (typeof header === 'string' ? header : header?.join(','))?.trim().toLowerCase();
  return name === undefined || name === '' || name === 'identity' ? undefined : name;
}

/** Undoes a body's one encoding, up to so many bytes. Rejects with zlib's error, or `UnknownEncoding`. */
export async function decompress(
  body: Buffer,
  header: string | readonly string[] | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const name = encodingOf(header);
  if (name === undefined || body.length === 0) return body;
  if (name !== 'gzip' && name !== 'x-gzip' && name !== 'deflate' && name !== 'br')
    throw new UnknownEncoding();
  // zlib refuses 0.
  return decoders[name](body, handedOn({ maxOutputLength: Math.max(1, maxBytes) }));
}
