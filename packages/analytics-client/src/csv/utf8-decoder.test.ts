import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Utf8Decoder } from './utf8-decoder.ts';

function decode(bytes: Uint8Array, size: number): string {
  const decoder = new Utf8Decoder();
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += decoder.decode(bytes.subarray(at, at + size));
  decoder.end();
  return text;
}

test('reads and refuses what TextDecoder does, wherever the bytes are cut', () => {
  const parts = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
    fc.constantFrom([0xef, 0xbb, 0xbf], [0xe9], [0xf0, 0x9d], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xff]),
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 4 }), fc.integer({ min: 1, max: 9 }), (all, size) => {
      const bytes = Uint8Array.from(all.flatMap((part) => [...part]));
      let expected: string | undefined;
      try {
        expected = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch {
        expect(() => decode(bytes, size)).toThrow(TypeError);
      }
      if (expected !== undefined) expect(decode(bytes, size)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test('leaves out a byte order mark at the beginning only', () => {
  const bytes = new TextEncoder().encode('\u{FEFF}a\u{FEFF}b');
  for (const size of [1, 2, 4, 100]) expect(decode(bytes, size)).toBe('a\u{FEFF}b');
});
