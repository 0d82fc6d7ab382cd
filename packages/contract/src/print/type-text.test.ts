import { describe as suite, expect, test } from 'vitest';
import { z } from 'zod';
import { nothing } from '../readings/nothing.ts';
import { openEnum } from '../readings/open-enum.ts';
import { describe } from './json-schema.ts';
import { typeText } from './type-text.ts';

const Named = z.object({ a: z.string() }).meta({ id: 'Named' });

test.each<[z.ZodType, string]>([
  [z.string().max(3), 'string'],
  [z.int().positive(), 'number'],
  [z.number(), 'number'],
  [z.boolean(), 'boolean'],
  [z.null(), 'null'],
  [z.unknown(), 'unknown'],
  [nothing, 'void'],
  [z.literal('a'), "'a'"],
  [z.literal('it\'s "so" \\ so\n'), String.raw`'it\'s "so" \\ so\n'`],
  [z.literal([1, 'a', null]), "1 | 'a' | null"],
  [z.enum(['a', 'b']), "'a' | 'b'"],
  [openEnum(['a', 'b']), "'a' | 'b' | (string & {})"],
  [openEnum(['a']).nullable(), "'a' | (string & {}) | null"],
  [z.string().nullable(), 'string | null'],
  [z.union([z.string(), z.int(), z.number()]), 'string | number'],
  [z.array(z.string()), 'string[]'],
  [z.array(z.string().nullable()), '(string | null)[]'],
  [z.array(z.literal(['a|b'])), "'a|b'[]"],
  [z.array(openEnum(['a'])), "('a' | (string & {}))[]"],
  [z.array(z.array(z.object({ a: z.string().nullable() }))), '{ a: string | null; }[][]'],
  [z.array(z.string()).readonly(), 'readonly string[]'],
  [z.tuple([z.string(), z.int()]), '[string, number]'],
  [z.record(z.string(), z.unknown()), 'Record<string, unknown>'],
  [z.record(z.enum(['a', 'b']), z.int()), "Record<'a' | 'b', number>"],
  [z.partialRecord(z.enum(['a']), z.int()), "Partial<Record<'a', number>>"],
  [z.object({}), 'Record<string, never>'],
  [z.object({ a: z.string(), 'b?': z.int().optional() }), "{ a: string; 'b?'?: number | undefined; }"],
  [z.object({ a: z.unknown(), b: z.unknown().optional() }), '{ a: unknown; b?: unknown; }'],
  [Named, 'Named'],
  [z.array(Named.nullable()), '(Named | null)[]'],
])('%#: %s is printed exactly', (schema, text) => {
  expect(typeText(describe(schema).root)).toBe(text);
});

suite('what has no exact type is refused', () => {
  test.each<[string, z.ZodType, RegExp]>([
    ['a tuple that may be shorter', z.tuple([z.string(), z.int().optional()]), /fixed length/],
    ['a tuple that goes on', z.tuple([z.string()]).rest(z.int()), /fixed length/],
    ['a schema that contains itself without a name', z.json(), /needs a name/],
  ])('%s', (_name, schema, message) => {
    expect(() => typeText(describe(schema).root)).toThrow(message);
  });
});
