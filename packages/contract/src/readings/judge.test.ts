import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { samples } from '../testing/sample-operations.ts';
import { judgeBy } from './judge.ts';
import { lenient } from './lenient.ts';
import { strict } from './strict.ts';

const sentences: readonly (readonly [string, z.ZodType, unknown, string])[] = [
  ['a wrong type', z.string(), 1, 'must be a string, and is a number'],
  ['null', z.int(), null, 'must be a number, and is null'],
  ['an array', z.boolean(), [], 'must be true or false, and is an array'],
  ['an object', z.array(z.int()), {}, 'must be an array, and is an object'],
  ['no integer', z.int(), 1.5, 'must be an integer, and is a number with a fraction'],
  ['nothing', z.string(), undefined, 'is missing'],
  ['a word not in the list', z.enum(['a', 'b']), 'c', 'must be one of "a", "b"'],
  ['another literal', z.literal('a'), 'c', 'must be "a"'],
  ['no word', z.enum(['a']), undefined, 'is missing'],
  ['too long', z.string().max(2), 'abc', 'must have at most 2 characters'],
  ['too short', z.string().min(1), '', 'must have at least 1 character'],
  ['too many', z.array(z.int()).max(1), [1, 2], 'must have at most 1 item'],
  ['too small', z.int().positive(), 0, 'must be more than 0'],
  ['too big', z.int().max(5), 6, 'must be at most 5'],
  ['a bad format', z.string().regex(/^a$/), 'b', 'must match /^a$/'],
  ['an url', z.url(), 'b', 'must be a valid url'],
  ['no multiple', z.number().multipleOf(5), 6, 'must be a multiple of 5'],
  ['neither type', z.union([z.string(), z.int()]), true, 'must be a string or a number'],
  ['neither form', z.union([z.literal('a'), z.int().max(1)]), 'b', 'has none of the forms that it may have'],
  ['what a refinement says', z.string().refine(() => false, 'must rhyme'), 'b', 'must rhyme'],
  ['a bad key', z.record(z.string().max(1), z.int()), { ab: 1 }, 'is not a key that this takes'],
];

test.each(sentences)('%s is told in a sentence', (_name, schema, value, message) => {
  const [issue] = judgeBy(strict(z.object({ field: schema })))({ field: value });
  expect(issue).toMatchObject({ message });
  expect(issue?.path).toMatch(/^field/);
});

test('each unknown key is told by its path, and so is the likeliest option of a union', () => {
  const schema = z.object({ a: z.union([z.string(), z.object({ b: z.int() })]) });
  expect(judgeBy(strict(schema))({ a: { b: 'x' }, c: 1, d: 2 })).toEqual([
    { path: 'a.b', message: 'must be a number, and is a string' },
    { path: 'c', message: 'is not a field that this takes' },
    { path: 'd', message: 'is not a field that this takes' },
  ]);
});

test('no message has the value in it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sentences), fc.stringMatching(/^zq[a-z]{6}$/), ([, schema], secret) => {
      const issues = judgeBy(strict(z.object({ field: schema })))({ field: secret });
      expect(JSON.stringify(issues)).not.toContain(secret);
    }),
  );
});

describe('generated code and the parser agree', () => {
  const values = fc.oneof(
    fc.jsonValue(),
    fc.record(
      { token: fc.jsonValue(), id: fc.jsonValue(), tags: fc.array(fc.jsonValue()), extra: fc.jsonValue() },
      { requiredKeys: [] },
    ),
  );
  test.each(Object.values(samples).map(({ id, input, output }) => [id, input, output] as const))(
    'on %s',
    (_id, ...schemas) => {
      for (const schema of schemas.flatMap((schema) => [strict(schema), lenient(schema)])) {
        fc.assert(
          fc.property(values, (value) => {
            expect(judgeBy(schema)(value).length === 0).toBe(schema.safeParse(value).success);
          }),
        );
      }
    },
  );
});
