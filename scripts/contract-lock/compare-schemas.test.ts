import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../packages/contract/src/print/json-schema.ts';
import { compareSchemas, type Direction } from './compare-schemas.ts';

const text = { type: 'string' } as const;
const object = (properties: Readonly<Record<string, JsonSchema>>, ...required: string[]): JsonSchema => ({
  type: 'object',
  properties,
  required,
});
const levels = (direction: Direction, before: JsonSchema, after: JsonSchema) =>
  compareSchemas(before, after, direction, { before: {}, after: {} }).map(({ level }) => level);

type Row = readonly [what: string, before: JsonSchema, after: JsonSchema, input: string[], output: string[]];
const words = (...several: string[]): JsonSchema => ({ type: 'string', enum: several });
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });

const rows: readonly Row[] = [
  ['nothing', object({ a: text }, 'a'), object({ a: text }, 'a'), [], []],
  ['a field is removed', object({ a: text }), object({}), ['major'], ['major']],
  ['an optional field is new', object({}), object({ a: text }), ['minor'], ['minor']],
  ['a required field is new', object({}), object({ a: text }, 'a'), ['major'], ['minor']],
  ['a field becomes required', object({ a: text }), object({ a: text }, 'a'), ['major'], ['minor']],
  ['a field becomes optional', object({ a: text }, 'a'), object({ a: text }), ['minor'], ['major']],
  ['a type changes', text, { type: 'number' }, ['major', 'minor'], ['minor', 'major']],
  ['a type is widened', { type: 'integer' }, { type: 'number' }, ['minor'], ['major']],
  ['a type is narrowed', { type: 'number' }, { type: 'integer' }, ['major'], ['minor']],
  ['null is new', text, orNull(text), ['minor'], ['major']],
  ['null is gone', orNull(text), text, ['major'], ['minor']],
  ['a word is new, in an open list', words('a'), words('a', 'b'), ['minor'], ['minor']],
  ['a word is gone', words('a', 'b'), words('a'), ['major'], ['minor']],
  ['any text where words were', words('a'), text, ['minor'], ['major']],
  ['anything where text was', text, {}, ['minor'], ['major']],
  ['text where anything was', {}, text, ['major'], ['minor']],
  ['a bound is narrower', { ...text, maxLength: 9 }, { ...text, maxLength: 8 }, ['major'], ['patch']],
  ['a bound is wider', { ...text, maxLength: 8 }, { ...text, maxLength: 9 }, ['minor'], ['patch']],
  ['a bound is new', text, { ...text, pattern: '^a' }, ['major'], ['patch']],
  ['a bound is gone', { ...text, minLength: 1 }, text, ['minor'], ['patch']],
  [
    'a field deep inside is removed',
    { type: 'array', items: object({ a: object({ b: text }) }) },
    { type: 'array', items: object({ a: object({}) }) },
    ['major'],
    ['major'],
  ],
  [
    'the values of a record change',
    { type: 'object', additionalProperties: text },
    { type: 'object', additionalProperties: { type: 'number' } },
    ['major', 'minor'],
    ['minor', 'major'],
  ],
];

describe('what it means that', () => {
  test.each(rows)('%s', (_what, before, after, input, output) => {
    expect({ input: levels('input', before, after), output: levels('output', before, after) }).toEqual({
      input,
      output,
    });
  });
});

test('schemas that are named are followed, and may contain themselves', () => {
  const ref = { $ref: '#/$defs/Node' };
  const before = { Node: object({ next: ref, name: text }) };
  const after = { Node: object({ next: ref }) };
  expect(compareSchemas(ref, ref, 'output', { before, after })).toEqual([
    { level: 'major', what: 'output.name: removed' },
  ]);
});
