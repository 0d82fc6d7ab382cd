import { describe, expect, it } from 'vitest';
import { keep } from './memory.ts';

const mebibyte = 1024 * 1024;

async function* chunks(size: number, count: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index += 1) yield new Uint8Array(size).fill(index);
}

describe('what is kept in memory', () => {
  it('is read from any place, across the pieces in which it came, and no further than it goes', async () => {
    const size = 100_000;
    await using kept = await keep(chunks(size, 20));
    expect(kept.size).toBe(20 * size);
    for (const [from, length] of [
      [0, 1],
      [size - 1, 2],
      [262_143, 2],
      [0, 20 * size],
      [20 * size - 3, 10],
      [20 * size + 5, 10],
    ] as const) {
      const read = await kept.read(from, length);
      expect(read.length).toBe(Math.max(0, Math.min(length, 20 * size - from)));
      const wrong = read.findIndex((byte, index) => byte !== Math.floor((from + index) / size));
      expect(wrong, `${from}, ${length}`).toBe(-1);
    }
  });

  it('may have 64 MiB, and a byte more is an error that says what to do', async () => {
    async function* bytes(more: number): AsyncGenerator<Uint8Array> {
      yield* chunks(mebibyte, 64);
      yield new Uint8Array(more);
    }
    expect((await keep(bytes(0))).size).toBe(64 * mebibyte);
    const error: unknown = await keep(bytes(1)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'BodyError',
      fault: 'too large',
      retryable: false,
      message: expect.stringMatching(/larger than 64 MiB.*results\.tables\(\)/),
    });
  });

  it('is let go where what it comes from fails', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1);
      throw new Error('cut off');
    }
    await expect(keep(failing())).rejects.toThrow('cut off');
  });
});
