import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { refuse, together } from '../readings/index.ts';
import { ShapePrinter } from '../print/data/shape-of.ts';
import { judgeOf, type Judge, type Reading } from './judge-of.ts';

/** The judge of a schema as it would be printed. */
function judgeBy(schema: z.ZodType, reading: Reading = 'strict'): Judge {
  const printer = new ShapePrinter();
  const shape = printer.print(schema);
  return judgeOf(shape, printer.shapes, reading);
}

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
  ['a bad date', z.iso.date(), 'b', 'must be a valid date'],
  ['neither type', z.union([z.string(), z.int()]), true, 'must be a string or a number'],
  ['neither form', z.union([z.literal('a'), z.int().max(1)]), 'b', 'has none of the forms that it may have'],
  ['what is refused', z.string().check(refuse(/^b/, 'must rhyme')), 'b', 'must rhyme'],
  ['a bad key', z.record(z.string().max(1), z.int()), { ab: 1 }, 'is not a key that this takes'],
];

test.each(sentences)('%s is told in a sentence', (_name, schema, value, message) => {
  const [issue] = judgeBy(z.object({ field: schema }))({ field: value });
  expect(issue).toMatchObject({ message });
  expect(issue?.path).toMatch(/^field/);
});

test('each unknown key is told by its path, and so is the likeliest option of a union', () => {
  const schema = z.object({ a: z.union([z.string(), z.object({ b: z.int() })]) });
  expect(judgeBy(schema)({ a: { b: 'x' }, c: 1, d: 2 })).toEqual([
    { path: 'a.b', message: 'must be a number, and is a string' },
    { path: 'c', message: 'is not a field that this takes' },
    { path: 'd', message: 'is not a field that this takes' },
  ]);
});

test('no message has the value in it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sentences), fc.stringMatching(/^zq[a-z]{6}$/), ([, schema], secret) => {
      const issues = judgeBy(z.object({ field: schema }))({ field: secret });
      expect(JSON.stringify(issues)).not.toContain(secret);
    }),
  );
});

test('fields go together, or neither', () => {
  const judge = judgeBy(
    z.object({ a: z.int().optional(), b: z.int().optional() }).check(together('a', 'b', 'goes with `b`')),
  );
  expect([{}, { a: 1, b: 1 }].flatMap(judge)).toEqual([]);
  expect([{ a: 1 }, { b: 1 }].flatMap(judge)).toEqual([
    { path: 'a', message: 'goes with `b`' },
    { path: 'a', message: 'goes with `b`' },
  ]);
});

const Tree = z
  .object({
    get more() {
      return z.array(Tree).optional();
    },
  })
  .meta({ id: 'Tree' });

const Either = z
  .union([
    z.object({
      get left() {
        return Either.optional();
      },
      a: z.literal(1),
    }),
    z.object({
      get left() {
        return Either.optional();
      },
      a: z.literal(2),
    }),
  ])
  .meta({ id: 'Either' });

test.each([
  ['arrays', z.array(z.array(z.unknown())), JSON.parse('['.repeat(10_000) + ']'.repeat(10_000)), true],
  ['a tree', Tree, JSON.parse('{"more":['.repeat(10_000) + ']}'.repeat(10_000)), false],
  ['forms that both go on', Either, JSON.parse(`${'{"a":3,"left":'.repeat(50)}{}${'}'.repeat(50)}`), false],
  ['the same, deeper', Either, JSON.parse(`${'{"a":1,"left":'.repeat(5000)}{}${'}'.repeat(5000)}`), false],
] as const)('%s, nested deep, are judged in no time', (_name, schema, value, fits) => {
  for (const reading of ['strict', 'lenient'] as const) {
    expect(judgeBy(schema, reading)(value).length === 0).toBe(fits);
  }
});

test('a tree that is too deep is told where it becomes so', () => {
  const [issue] = judgeBy(Tree)(JSON.parse('{"more":['.repeat(100) + ']}'.repeat(100)));
  expect(issue?.message).toBe('nests deeper than 64 levels');
  expect(issue?.path.split('.more').length).toBe(65);
});
