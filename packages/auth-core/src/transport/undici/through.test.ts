import { randomBytes } from 'node:crypto';
import { createGunzip, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { through } from './through.ts';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const found: Buffer[] = [];
  for await (const chunk of chunks) found.push(chunk);
  return Buffer.concat(found);
}

describe('through', () => {
  it('gives all bytes, however they are cut', async () => {
    const bytes = fc.uint8Array({ maxLength: 100_000, size: 'max' });
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1000, max: 50_000 }), async (given, size) => {
        const packed = gzipSync(given);
        expect(await all(through(pieces(packed, size), createGunzip()))).toEqual(Buffer.from(given));
      }),
      { numRuns: 30 },
    );
  });

  it('asks for no more than is read', async () => {
    let asked = 0;
    async function* source(): AsyncGenerator<Buffer> {
      const packed = gzipSync(randomBytes(4 * 1024 * 1024));
      for await (const piece of pieces(packed, 1024)) {
        asked += 1;
        yield piece;
      }
    }
    for await (const _chunk of through(source(), createGunzip())) break;
    expect(asked).toBeLessThan(1000);
  });

  it('throws what the transform throws', async () => {
    const packed = gzipSync('a'.repeat(100_000));
    await expect(all(through(pieces(packed.subarray(0, -9), 100), createGunzip()))).rejects.toMatchObject({
      code: 'Z_BUF_ERROR',
    });
    await expect(all(through(pieces(Buffer.from('no gzip'), 100), createGunzip()))).rejects.toMatchObject({
      code: 'Z_DATA_ERROR',
    });
  });

  it.each([new Error('broken'), 'a reason that is no error'])(
    'throws what the source throws: %s',
    async (reason) => {
      async function* source(): AsyncGenerator<Buffer> {
        yield gzipSync('a').subarray(0, 5);
        AbortSignal.abort(reason).throwIfAborted();
      }
      const failed = await all(through(source(), createGunzip())).then(
        () => 'ended',
        (error: unknown) => ({ error }),
      );
      expect(failed).toEqual({ error: reason });
    },
  );

  it('ends its source when it is left', async () => {
    const packed = gzipSync(randomBytes(4 * 1024 * 1024));
    const { promise: returned, resolve } = Promise.withResolvers<void>();
    async function* source(): AsyncGenerator<Buffer> {
      try {
        yield* pieces(packed, 1024);
      } finally {
        resolve();
      }
    }
    for await (const _chunk of through(source(), createGunzip())) break;
    await returned;
  });
});
