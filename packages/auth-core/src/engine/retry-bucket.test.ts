import { describe, expect, it } from 'vitest';
import { RetryBucket } from './retry-bucket.ts';

function takeAll(bucket: RetryBucket): number {
  let taken = 0;
  while (bucket.take()) taken += 1;
  return taken;
}

describe('RetryBucket', () => {
  it('holds twenty retries', () => {
    expect(takeAll(new RetryBucket())).toBe(20);
  });

  it('gives one back for five successes, and never holds more than at first', () => {
    const bucket = new RetryBucket();
    takeAll(bucket);
    for (let success = 0; success < 14; success += 1) bucket.refund();
    expect(takeAll(bucket)).toBe(2);
    for (let success = 0; success < 1000; success += 1) bucket.refund();
    expect(takeAll(bucket)).toBe(20);
  });
});
