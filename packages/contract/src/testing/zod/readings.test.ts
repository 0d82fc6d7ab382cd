import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { polluted } from '../pollute.ts';
import { issue } from '../../issue.ts';
import { zodJudge } from './zod-judge.ts';
import { lenient } from './lenient.ts';
import { marksOf } from '../../readings/marks.ts';
import { nothing } from '../../readings/nothing.ts';
import { openEnum } from '../../readings/open-enum.ts';
import { sensitive } from '../../readings/sensitive.ts';
import { strict } from './strict.ts';

const inner = z.object({ a: z.string() });
const known = { a: 'x' };
const unknown = { a: 'x', b: 1 };

const nested = {
  object: [z.object({ in: inner }), { in: known }, { in: unknown }],
  array: [z.array(inner), [known], [unknown]],
  tuple: [z.tuple([inner, z.int()]), [known, 1], [unknown, 1]],
  record: [z.record(z.string(), inner), { k: known }, { k: unknown }],
  optional: [inner.optional(), known, unknown],
  nullable: [inner.nullable(), known, unknown],
  nullish: [z.object({ in: inner.nullish() }), { in: known }, { in: unknown }],
  union: [z.union([inner, z.string()]), known, unknown],
  'discriminated union': [
    z.discriminatedUnion('t', [z.object({ t: z.literal('x'), in: inner }), z.object({ t: z.literal('y') })]),
    { t: 'x', in: known },
    { t: 'x', in: unknown },
  ],
  lazy: [z.lazy(() => inner), known, unknown],
  readonly: [inner.readonly(), known, unknown],
} satisfies Record<string, [z.ZodType, unknown, unknown]>;

describe.each(Object.entries<[z.ZodType, unknown, unknown]>(nested))(
  'unknown keys inside %s',
  (_kind, [schema, plain, more]) => {
    test('are an issue, strictly read', () => {
      expect(strict(schema).safeParse(plain).success).toBe(true);
      expect(strict(schema).safeParse(more).success).toBe(false);
      expect(zodJudge(schema, 'strict')(more)).toHaveLength(1);
    });

    test('are kept, leniently read', () => {
      expect(lenient(schema).parse(more)).toEqual(more);
      expect(zodJudge(schema, 'lenient')(more)).toEqual([]);
    });
  },
);

test('an open enum is closed when read strictly', () => {
  const schema = z.object({ state: openEnum(['on', 'off']).nullish() });
  expect(strict(schema).safeParse({ state: 'on' }).success).toBe(true);
  expect(strict(schema).safeParse({ state: 'new' }).success).toBe(false);
  expect(lenient(schema).safeParse({ state: 'new' }).success).toBe(true);
});

test('an enum is open when read leniently, as a discriminator too', () => {
  const option = z.object({ kind: z.enum(['a', 'b']) });
  const schema = z.discriminatedUnion('kind', [option, z.object({ kind: z.literal('c') })]);
  expect(lenient(schema).safeParse({ kind: 'new' }).success).toBe(true);
  expect(strict(schema).safeParse({ kind: 'new' }).success).toBe(false);
});

test('a recursive schema is read to every depth', () => {
  const tree = z.object({
    name: z.string(),
    get children() {
      return z.array(tree).optional();
    },
  });
  const deep = { name: 'a', children: [{ name: 'b', children: [{ name: 'c', extra: 1 }] }] };
  expect(zodJudge(tree, 'strict')(deep)).toEqual([
    issue(['children', 0, 'children', 0, 'extra'], 'is not a field that this takes'),
  ]);
  expect(lenient(tree).parse(deep)).toEqual(deep);
});

test('checks stay, the written schema is not touched, and each reading is made once', () => {
  const schema = z.object({ name: z.string().max(2), many: z.array(z.int()).max(1) });
  expect(strict(schema)).toBe(strict(schema));
  expect(strict(schema)).not.toBe(lenient(schema));
  expect(zodJudge(schema, 'lenient')({ name: 'abc', many: [1, 2] }).map(({ path }) => path)).toEqual([
    'name',
    'many',
  ]);
  expect(schema.parse({ name: 'a', many: [], more: 1 })).toEqual({ name: 'a', many: [] });
});

test('marks are read through further methods, and never from a prototype', () => {
  expect(marksOf(sensitive.max(3)).sensitive).toBe(true);
  expect(marksOf(nothing).nothing).toBe(true);
  expect(
    polluted(Object.prototype, { sensitive: true }, () => marksOf(z.string())).sensitive,
  ).toBeUndefined();
});

test('two schemas may have the same name in one process', () => {
  const one = z.object({ a: z.string() }).meta({ id: 'User' });
  const other = z.object({ b: z.string() }).meta({ id: 'User' });
  expect([one, other].map((schema) => marksOf(schema).id)).toEqual(['User', 'User']);
  expect(z.toJSONSchema(z.object({ one }))).toHaveProperty('$defs.User.properties.a');
  expect(z.toJSONSchema(z.object({ other }))).toHaveProperty('$defs.User.properties.b');
});
