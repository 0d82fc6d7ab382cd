import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lines } from '../lines.ts';
import * as onNode from '../node/bytes.ts';
import * as web from './bytes.ts';

/** All that a reader asks of lines. */
const told = (lines: Lines | undefined, from: number, to: number): unknown =>
  lines && [lines.characters.length, lines.utf8(from, to), lines.utf8(0, lines.bytes.length)];

describe('the lines of any runtime', () => {
  it('say what those of Node do, of any text and of any bytes', () => {
    const bytes = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(bytes, fc.nat(40), fc.nat(40), (given, from, length) => {
        expect(told(web.linesOf(given), from, from + length)).toEqual(
          told(onNode.linesOf(given), from, from + length),
        );
      }),
    );
  });

  it.each([4095, 4096, 4097, 3 * 4096])(
    'keep a character for each of %i bytes, whatever they are',
    (size) => {
      const text = `${'x'.repeat(size - 2)}é`;
      const bytes = new TextEncoder().encode(text);
      const lines = web.linesOf(bytes);
      expect(lines?.characters).toBe(Buffer.from(bytes).toString('latin1'));
      expect(lines?.utf8(size - 2, size)).toBe('é');
    },
  );

  it('keep a mark in the text, and take bytes from the middle of others', () => {
    const bytes = new TextEncoder().encode('x\u{FEFF}a\n').subarray(1);
    expect(web.linesOf(bytes)?.utf8(0, 4)).toBe('\u{FEFF}a');
    expect(onNode.linesOf(bytes)?.utf8(0, 4)).toBe('\u{FEFF}a');
  });
});
