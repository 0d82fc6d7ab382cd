import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodingOf } from '../encoding.ts';
import { unpack } from './unpack.ts';

const text = Buffer.from('{"a":1}'.repeat(100));

describe('a body', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
  ])('that is packed with %s is unpacked', async (encoding, body) => {
    expect(await unpack(body, encoding, 10_000)).toEqual(text);
  });

  it.each(['zstd', 'compress', 'gzip,gzip', 'gzip, br', 'none'])(
    'is not unpacked from %s',
    async (encoding) => {
      await expect(unpack(gzipSync(text), encoding, 10_000)).rejects.toMatchObject({ fault: 'unknown' });
    },
  );

  it('that is a bomb is stopped at the cap', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    await expect(unpack(bomb, 'gzip', 1024 * 1024)).rejects.toMatchObject({ fault: 'too large' });
  });

  it('that ends early is refused', async () => {
    const cut = gzipSync(text).subarray(0, -4);
    await expect(unpack(cut, 'gzip', 10_000)).rejects.toMatchObject({ fault: 'truncated' });
  });

  it('that is no gzip is refused', async () => {
    await expect(unpack(text, 'gzip', 10_000)).rejects.toMatchObject({ fault: 'broken' });
  });
});

describe('the encoding of a body', () => {
  it.each([
    [' GZIP ', 'gzip'],
    ['identity', undefined],
    ['', undefined],
    [undefined, undefined],
    [['gzip', 'gzip'], 'gzip,gzip'],
  ])('that is said as %j is %s', (header, name) => {
    expect(encodingOf(header)).toBe(name);
  });
});
