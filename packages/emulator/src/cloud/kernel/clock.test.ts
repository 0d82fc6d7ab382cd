import { expect, it } from 'vitest';
import { eventTime } from './clock.ts';

it('gives events nanoseconds, and never goes back', () => {
  const times = Array.from({ length: 1000 }, () => eventTime());
  for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
  expect(times).toEqual(times.toSorted());
  expect(Math.abs(Date.parse(times.at(-1) ?? '') - Date.now())).toBeLessThan(60_000);
});
