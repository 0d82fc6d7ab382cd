import { expect, test } from 'vitest';
import { z } from 'zod';
import { assertPlain } from './assert-plain.ts';
import { nothing } from './nothing.ts';
import { openEnum } from './open-enum.ts';
import { sensitive } from './sensitive.ts';

const changing = {
  transform: z.string().transform((text) => text.length),
  codec: z.codec(z.string(), z.number(), { decode: Number, encode: String }),
  pipe: z.string().pipe(z.string()),
  preprocess: z.preprocess((value) => value, z.string()),
  default: z.string().default('x'),
  prefault: z.string().prefault('x'),
  catch: z.string().catch('x'),
  coerce: z.coerce.number(),
  trim: z.string().trim(),
  stringbool: z.stringbool(),
  date: z.date(),
  bigint: z.bigint(),
  custom: z.instanceof(Date),
  intersection: z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })),
} satisfies Record<string, z.ZodType>;

test.each(Object.entries(changing))('%s is refused wherever it is', (_name, schema) => {
  expect(() => assertPlain(schema)).toThrow(/^The schema /);
  const deep = z.object({ a: z.array(z.record(z.string(), z.object({ b: schema }).nullish())) });
  expect(() => assertPlain(deep)).toThrow(/^a\.\[\]\.\{\}\.b /);
  expect(() => assertPlain(z.lazy(() => z.union([z.string(), schema])))).toThrow(/^The schema /);
});

test('an object says nothing of unknown keys', () => {
  expect(() => assertPlain(z.looseObject({}))).toThrow(/z\.object/);
  expect(() => assertPlain(z.strictObject({}))).toThrow(/z\.object/);
});

test('what judges only is plain', () => {
  const tree = z.object({
    get more() {
      return z.array(tree).optional();
    },
  });
  for (const schema of [
    nothing,
    sensitive,
    openEnum(['a']),
    tree,
    z.string().max(3).nullish(),
    z.literal(1),
  ]) {
    expect(() => assertPlain(schema)).not.toThrow();
  }
});
