import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const now = Date.parse('2026-11-21T10:00:00Z');

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
    expect(readRetryAfter(text, now)).toBe(milliseconds);
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
    expect(readRetryAfter(text, now)).toBeUndefined();
  });

  it('reads the first of several, and nothing where there is none', () => {
    expect(readRetryAfter(['3', '9'], now)).toBe(3000);
    expect(readRetryAfter([], now)).toBeUndefined();
    expect(readRetryAfter(undefined, now)).toBeUndefined();
  });

  it('is a finite number of milliseconds, never negative, or undefined, whatever the server writes', () => {
    const dates = fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
      .map((date) => date.toUTCString());
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String), dates), (text) => {
        const read = readRetryAfter(text, now);
        return read === undefined || (Number.isFinite(read) && read >= 0);
      }),
    );
  });

  it('reads every number of seconds and every HTTP date as what it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (seconds) => {
        const date = new Date(now + seconds * 1000).toUTCString();
        return (
          readRetryAfter(String(seconds), now) === seconds * 1000 &&
          readRetryAfter(date, now) === seconds * 1000
        );
      }),
    );
  });
});
