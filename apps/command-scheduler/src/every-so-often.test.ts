import { expect, it } from 'vitest';
import { everySoOften } from './every-so-often.ts';

it('is time at first, and again once the interval has passed', () => {
  let now = 0;
  const isTime = everySoOften(100, () => now);
  const asked = [0, 1, 99, 100, 150, 260].map((at) => {
    now = at;
    return isTime();
  });
  expect(asked).toEqual([true, false, false, true, false, true]);
});
