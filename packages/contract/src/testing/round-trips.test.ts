import { describe, expect, test } from 'vitest';
import { checkOperations } from '../check-operations.ts';
import { operation } from '../operation.ts';
import { roundTrips } from './round-trips.ts';
import { getBox, samples } from './sample-operations.ts';
import { z } from 'zod';

describe('decode undoes encode', () => {
  test.each(Object.entries(samples))('%s', (_name, sample) => {
    expect(() => roundTrips(sample)).not.toThrow();
  });

  test('and the property fails where it does not', () => {
    const ambiguous = operation({
      ...getBox,
      input: z.object({
        workspace: z.string(),
        box: z.string(),
        n: z.union([z.string(), z.int()]).optional(),
      }),
    });
    expect(() => roundTrips(ambiguous)).toThrow(/Property failed/);
  });
});

test('the samples are in order', () => {
  expect(() => checkOperations(Object.values(samples), samples)).not.toThrow();
});
