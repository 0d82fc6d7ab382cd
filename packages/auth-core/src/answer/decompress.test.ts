import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decompress, encodingOf, UnknownEncoding } from './decompress.ts';

const text = Buffer.from('{"a":1}'.repeat(100));

describe('decompress', () => {
  it.each([
    ['gzip', gzipSync(text)],
    [' GZIP ', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', text],
    ['', text],
    [undefined, text],
  ])('undoes %s', async (encoding, body) => {
    expect(await decompress(body, encoding, 10_000)).toEqual(text);
  });

  it.each(['zstd', 'compress', 'gzip, gzip', 'gzip,br', 'none'])('does not undo %s', async (encoding) => {
    await expect(decompress(gzipSync(text), encoding, 10_000)).rejects.toThrow(UnknownEncoding);
  });

  it('takes a header that came twice for two encodings', () => {
    expect(encodingOf(['gzip', 'gzip'])).toBe('gzip,gzip');
  });

  it('stops a bomb at the cap', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    await expect(decompress(bomb, 'gzip', 1024 * 1024)).rejects.toMatchObject({
      code: 'ERR_BUFFER_TOO_LARGE',
    });
  });

  it('refuses a body that ends early', async () => {
    const cut = gzipSync(text).subarray(0, -4);
    await expect(decompress(cut, 'gzip', 10_000)).rejects.toMatchObject({ code: 'Z_BUF_ERROR' });
  });
});
