import { BodyError } from '@bimodal/auth-core';
import { mebibyte } from '../../rows/largest-record.ts';
import type { Kept } from '../kept.ts';

/** Half of what an edge runtime gives to all of a program. */
const mostBytes = 64 * mebibyte;
/** Bytes that are moved together: nothing is ever copied as a whole. */
const blockSize = 256 * 1024;

/**
 * Keeps bytes in memory, where there are no files.
 *
 * @throws BodyError for more than 64 MiB.
 */
export async function keep(bytes: AsyncIterable<Uint8Array>): Promise<Kept> {
  const blocks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    if (size + chunk.length > mostBytes) throw tooLarge();
    for (let at = 0; at < chunk.length;) {
      const place = size % blockSize;
      if (place === 0) blocks.push(new Uint8Array(blockSize));
      const part = chunk.subarray(at, at + blockSize - place);
      blocks.at(-1)?.set(part, place);
      size += part.length;
      at += part.length;
    }
  }
  return {
    size,
    async read(from, length) {
      const part = new Uint8Array(Math.max(0, Math.min(length, size - from)));
      for (let at = 0; at < part.length;) {
        const place = (from + at) % blockSize;
        const rest = blocks[Math.floor((from + at) / blockSize)]?.subarray(place, place + part.length - at);
        if (rest === undefined) break;
        part.set(rest, at);
        at += rest.length;
      }
      return part;
    },
    async [Symbol.asyncDispose]() {
      blocks.length = 0;
    },
  };
}

function tooLarge(): BodyError {
  const most = `${mostBytes / mebibyte} MiB`;
  return new BodyError(
    `results.reportTables: the zip is larger than ${most}, and this runtime has no files to keep it in. Read query by query: \`results.tables()\`.`,
    { operation: 'results.reportTables', fault: 'too large', retryable: false },
  );
}
