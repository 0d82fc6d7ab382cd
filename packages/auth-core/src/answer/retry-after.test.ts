import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const date = new Date(now).toUTCString();
/** What a server says at ten o'clock by its own clock. */
const read = (text: string): number | undefined => readRetryAfter({ date, 'retry-after': text });

describe('readRetryAfter', () => {
  it.each([
    ['0', 0],
    [' 17 ', 17_000],
    ['120', 120_000],
    ['Sat, 21 Nov 2026 10:00:30 GMT', 30_000],
    ['Saturday, 21-Nov-26 10:00:30 GMT', 30_000],
    ['Sat Nov 21 10:00:30 2026 GMT', 30_000],
    ['Sat, 21 Nov 2026 09:00:00 GMT', 0],
  ])('reads %j', (text, milliseconds) => {
    expect(read(text)).toBe(milliseconds);
  });

  it.each([
    '',
    ' ',
    'soon',
    '-1',
    '1.5',
    '1e3',
    '0x10',
    'Infinity',
    '2026-11-21',
    '99999999999',
    'Sat, no date',
  ])('makes nothing of %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('reads the first of several, and nothing where there is none', () => {
    expect(readRetryAfter({ 'retry-after': ['3', '9'] })).toBe(3000);
    expect(readRetryAfter({ 'retry-after': [] })).toBeUndefined();
    expect(readRetryAfter({ date })).toBeUndefined();
  });

  it.each([undefined, '', 'soon'])(
    'goes by this machine’s clock where the answer has no date (%j)',
    (said) => {
      const ahead = new Date(Date.now() + 100_000).toUTCString();
      const wait = readRetryAfter({ date: said, 'retry-after': ahead });
      expect(wait).toBeGreaterThan(90_000);
      expect(wait).toBeLessThanOrEqual(100_000);
    },
  );

  it('is a finite number of milliseconds, never negative, or undefined, whatever the server writes', () => {
    const dates = fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
      .map((date) => date.toUTCString());
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String), dates), (text) => {
        const wait = read(text);
        return wait === undefined || (Number.isFinite(wait) && wait >= 0);
      }),
    );
  });

  it('reads every number of seconds and every HTTP date as what it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (seconds) => {
        const until = new Date(now + seconds * 1000).toUTCString();
        return read(String(seconds)) === seconds * 1000 && read(until) === seconds * 1000;
      }),
    );
  });
});
