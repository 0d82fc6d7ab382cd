import { expect, it } from 'vitest';
import { pollInterval } from './poll-interval.ts';

it('doubles up to ten times the first interval', () => {
  const intervals = [0, 1, 2, 3, 4, 50].map((attempt) => pollInterval(500, attempt, () => 0));
  expect(intervals).toEqual([500, 1000, 2000, 4000, 5000, 5000]);
});

it('takes up to a quarter off at random', () => {
  expect(pollInterval(500, 0, () => 0.999)).toBeCloseTo(375, 0);
});
