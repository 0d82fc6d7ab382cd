import { describe, expect, it } from 'vitest';
import { backOff } from './back-off.ts';

describe('backOff', () => {
  it('doubles from half a second up to eight', () => {
    const longest = [1, 2, 3, 4, 5, 6, 20].map((attempts) => backOff(attempts, () => 1));
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it('is spread over the whole of it', () => {
    expect(backOff(3, () => 0)).toBe(0);
    expect(backOff(3, () => 0.25)).toBe(500);
  });
});
