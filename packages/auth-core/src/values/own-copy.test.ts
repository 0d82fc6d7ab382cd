import { describe, expect, it } from 'vitest';
import { ownCopy } from './own-copy.ts';

describe('ownCopy', () => {
  it('has what is its own and inherits nothing', () => {
    const inherited: { timeout?: number; retries?: number } = Object.create({ timeout: 1 });
    inherited.retries = 2;
    const copy = ownCopy(inherited);
    expect(copy.timeout).toBeUndefined();
    expect(copy.retries).toBe(2);
    expect(Object.getPrototypeOf(copy)).toBeNull();
  });

  it('is not changed with what it was made from', () => {
    const options = { timeout: 1 };
    const copy = ownCopy(options);
    options.timeout = 2;
    expect(copy.timeout).toBe(1);
  });
});
