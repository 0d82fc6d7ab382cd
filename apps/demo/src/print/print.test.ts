import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barChart } from './bar-chart.ts';
import { textTable } from './text-table.ts';
import { wrap } from './wrap.ts';

describe('in 80 columns', () => {
  it('wraps without losing a character', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        const lines = wrap(text, 80);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  it('keeps the indentation of the first line', () => {
    expect(wrap('  one two three', 9)).toEqual(['  one two', '    three']);
  });

  it('sets numbers to the right and words to the left', () => {
    expect(
      textTable(
        ['origin', 'delay'],
        [
          ['JFK', 9],
          ['ORD', 10.5],
        ],
        80,
      ),
    ).toEqual(['origin  delay', '──────  ─────', 'JFK         9', 'ORD      10.5']);
  });

  it('fills the width with the longest bar, and never more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ label: fc.string({ maxLength: 10 }), value: fc.nat(100_000) })),
        (bars) => {
          for (const line of barChart(bars, 'min', 80)) expect([...line].length).toBeLessThanOrEqual(80);
        },
      ),
    );
    expect(
      barChart(
        [
          { label: 'A', value: 2 },
          { label: 'B', value: 1 },
        ],
        'x',
        16,
      ),
    ).toEqual(['A  █████████ 2 x', 'B  ████▌ 1 x']);
  });
});
