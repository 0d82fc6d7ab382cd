import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { strict } from './zod/strict.ts';
import { arbitraryOf } from './arbitrary-of.ts';
import { samples } from './sample-operations.ts';

test.each<[string, z.ZodType]>([
  ['a pattern', z.string().regex(/^\d{4}-\d{2}-\d{2}$/)],
  ['a date', z.iso.date()],
  ['a length', z.string().length(12)],
  ['lengths', z.string().min(3).max(4)],
  ['bounds', z.int().min(100_000).max(100_010)],
  ['a fraction', z.number().gt(0).max(1)],
  [
    'a deep optional',
    z.object({ a: z.object({ b: z.object({ c: z.object({ d: z.string().optional() }) }) }) }),
  ],
])('%s is met', (_name, schema) => {
  fc.assert(
    fc.property(arbitraryOf(schema), (value) => {
      expect(strict(schema).safeParse(value).success).toBe(true);
    }),
  );
});

test('every sample has inputs and outputs', () => {
  for (const { input, output } of Object.values(samples)) {
    for (const schema of [input, output]) expect(fc.sample(arbitraryOf(schema), 20)).toHaveLength(20);
  }
});

test('where there is no value, that is said rather than searched for ever', () => {
  const impossible = z.string().refine(() => false);
  expect(() => fc.sample(arbitraryOf(impossible), 1)).toThrow(
    'No value was found that a string schema takes.',
  );
});
