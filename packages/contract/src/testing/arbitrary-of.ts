import * as fc from 'fast-check';
import { z } from 'zod';
import type { Schema } from '../operation.ts';
import { defOf, zodOf, type Node } from '../readings/schema.ts';
import { zodJudge } from './zod/zod-judge.ts';
import { textOf } from './text-of.ts';

const json = fc.jsonValue({ maxDepth: 2 }).map(withoutOddities);

/**
 * Values that a schema takes, strictly read, for property tests. Text is wild; `-0` and the key `__proto__` are left out,
 * since JSON and the copying of inputs do not keep them.
 */
export function arbitraryOf<T>(schema: Schema<T>): fc.Arbitrary<T> {
  return arbitrary(zodOf(schema), 0).map((value) => value as T);
}

function arbitrary(node: Node, depth: number): fc.Arbitrary<unknown> {
  const judge = zodJudge(zodOf(node), 'strict');
  let refused = 0;
  return byKind(node, depth).filter((value) => {
    if (judge(value).length === 0) {
      refused = 0;
      return true;
    }
    // Without a bound the search for a value that there is not would never end.
    if (++refused > 10_000) throw new Error(`No value was found that a ${defOf(node).type} schema takes.`);
    return false;
  });
}

function byKind(node: Node, depth: number): fc.Arbitrary<unknown> {
  const def = defOf(node);
  const inner = (part: Node) => arbitrary(part, depth + 1);
  const few = { maxLength: depth > 3 ? 0 : 3 };
  switch (def.type) {
    case 'string':
      return textOf(node);
    case 'number':
      return numbers(node);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'unknown':
      return json;
    case 'any':
    case 'undefined':
      return fc.constant(undefined);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'optional':
      return depth > 3 ? fc.constant(undefined) : fc.option(inner(def.innerType), { nil: undefined });
    case 'nullable':
      return depth > 3 ? fc.constant(null) : fc.option(inner(def.innerType), { nil: null });
    case 'nonoptional':
    case 'readonly':
      return inner(def.innerType);
    case 'array':
      return fc.array(inner(def.element), few);
    case 'tuple':
      return fc.tuple(...def.items.map(inner));
    case 'record':
      return fc
        .dictionary(inner(def.keyType).filter(isKey), inner(def.valueType), { maxKeys: few.maxLength })
        .map((record) => ({ ...record }));
    case 'union':
      return fc.oneof(...def.options.map(inner));
    case 'object':
      return objects(def.shape, inner);
    case 'lazy':
      return inner(def.getter());
    default:
      throw new TypeError(`There is no arbitrary for a ${def.type}.`);
  }
}

function objects(
  shape: Readonly<Record<string, Node>>,
  inner: (part: Node) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  // Built when asked for: the field of a recursive schema would otherwise be built for ever.
  const fields = Object.entries(shape).map(
    ([key, field]) => [key, fc.constant(null).chain(() => inner(field))] as const,
  );
  return fc.record(Object.fromEntries(fields)).map((value) => {
    const present = Object.entries(value).filter(([, each]) => each !== undefined);
    return Object.fromEntries(present);
  });
}

function numbers(node: Node): fc.Arbitrary<unknown> {
  if (!(node instanceof z.ZodNumber)) throw new TypeError('A number schema must be made by zod.');
  const { minValue, maxValue, isInt } = node;
  if (isInt) {
    return fc
      .integer({ min: bound(minValue, -(2 ** 31)), max: bound(maxValue, 2 ** 31 - 1) })
      .map(withoutOddities);
  }
  return fc
    .double({ noNaN: true, noDefaultInfinity: true, min: bound(minValue, -1e15), max: bound(maxValue, 1e15) })
    .map(withoutOddities);
}

function bound(given: unknown, otherwise: number): number {
  return typeof given === 'number' && Number.isSafeInteger(given) ? given : otherwise;
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && value !== '__proto__';
}

function withoutOddities(value: unknown): unknown {
  if (typeof value === 'number') return Object.is(value, -0) ? 0 : value;
  if (Array.isArray(value)) return value.map(withoutOddities);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutOddities(each)]));
}
