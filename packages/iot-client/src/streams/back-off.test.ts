import { expect, it } from 'vitest';
import { ceiling, delay } from './back-off.ts';

const backOff = { first: 500, most: 30_000 };

it('doubles up to the most', () => {
  expect([0, 1, 2, 5, 6, 7, 1e6].map((failures) => ceiling(failures, backOff))).toEqual([
    500, 1000, 2000, 16_000, 30_000, 30_000, 30_000,
  ]);
});

it('waits anything from nothing to the ceiling', () => {
  expect(delay(1, backOff, () => 0)).toBe(0);
  expect(delay(1, backOff, () => 0.999)).toBeCloseTo(999);
});
