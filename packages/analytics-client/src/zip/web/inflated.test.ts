import { crc32 as crc32OfNode, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InflateFailure } from '../inflate-failure.ts';
import * as onNode from '../node/index.ts';
import * as web from './index.ts';

async function* inPieces(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const text = Buffer.from('n\n1\n22\n333\n'.repeat(50_000));

describe.each([
  ['any runtime', web.inflated],
  ['Node', onNode.inflated],
])('inflated, on %s', (_where, inflated) => {
  it.each([1, 1000, 64 * 1024])('undoes Deflate, however it is cut (%i)', async (size) => {
    const some = text.subarray(0, size === 1 ? 3000 : text.length);
    expect((await whole(inflated(inPieces(deflateRawSync(some), size)))).equals(some)).toBe(true);
  });

  it.each([
    ['lacks its end', deflateRawSync(text).subarray(0, -1), true],
    ['is empty', Buffer.alloc(0), true],
    ['is something else', Buffer.from('A,"1\n"\n'), false],
  ])('tells what %s', async (_what, bytes, truncated) => {
    const error: unknown = await whole(inflated(inPieces(bytes))).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InflateFailure);
    expect(error).toMatchObject({ truncated });
  });

  it('throws what its source throws', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield deflateRawSync(text).subarray(0, 100);
      throw new Error('cut off');
    }
    await expect(whole(inflated(failing()))).rejects.toThrow('cut off');
  });

  it('asks for no more than is read, and lets go of its source where it is left', async () => {
    let asked = 0;
    let isLeft = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (const piece of Array.from({ length: 10_000 }, () => stored)) {
          asked += 1;
          yield piece;
        }
      } finally {
        isLeft = true;
      }
    }
    for await (const chunk of inflated(endless())) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await expect.poll(() => isLeft).toBe(true);
    expect(asked).toBeLessThan(1000);
  });
});

/** A block of Deflate that is not packed, and not the last. */
const stored = Buffer.concat([Buffer.from([0, 0, 16, 255, 239]), Buffer.alloc(4096)]);

it('the checksum is that of Node, in one piece or several', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
      const together = web.crc32(second, web.crc32(first));
      expect(together).toBe(crc32OfNode(Buffer.concat([first, second])));
    }),
  );
});
