import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { polluted } from '../testing/pollute.ts';
import { plainCopy } from './plain-copy.ts';

const issuesOf = (value: unknown) => plainCopy(value).issues;

test('a copy is deep, and neither its objects nor its arrays have a prototype', () => {
  const original = { a: [{ b: 1 }], c: null, d: undefined };
  const { value } = plainCopy(original);
  expect(JSON.stringify(value)).toBe('{"a":[{"b":1}],"c":null}');
  expect(Object.getPrototypeOf(value)).toBeNull();
  const list: unknown = Reflect.get(value as object, 'a');
  expect(Array.isArray(list)).toBe(true);
  expect(Object.getPrototypeOf(list)).toBeNull();
  original.a[0]!.b = 2;
  expect(JSON.stringify(value)).toContain('1');
});

test('objects of another realm, of a class, and without a prototype are plain', () => {
  class Point {
    x = 1;
  }
  const bare = Object.assign(Object.create(null), { x: 1 });
  for (const value of [new Point(), bare, runInNewContext('({ x: 1 })')]) {
    expect(plainCopy(value)).toMatchObject({ issues: [] });
    expect(JSON.stringify(plainCopy(value).value)).toBe('{"x":1}');
  }
});

describe('what JSON has no form for is an issue', () => {
  test.each([
    ['a date', new Date(0), 'must be plain JSON data, and is a Date: give its toISOString()'],
    ['a map', new Map(), 'must be plain JSON data, and is a Map'],
    ['bytes', new Uint8Array(1), 'must be plain JSON data, and is a Uint8Array'],
    ['a function', () => 1, 'must be plain JSON data, and is a function'],
    ['a bigint', 1n, 'must be plain JSON data, and is a bigint'],
    ['a symbol', Symbol('x'), 'must be plain JSON data, and is a symbol'],
    ['NaN', Number.NaN, 'must be a finite number'],
    ['infinity', Infinity, 'must be a finite number'],
  ])('%s', (_name, value, message) => {
    expect(issuesOf({ a: [value] })).toEqual([{ path: 'a.0', message }]);
  });

  test('the key __proto__', () => {
    expect(issuesOf(JSON.parse('{"a":{"__proto__":{"b":1}}}'))).toMatchObject([{ path: 'a.__proto__' }]);
  });

  test('a value that contains itself twice, in no more time than one that does once', () => {
    const value: Record<string, unknown> = {};
    value['x'] = value;
    value['y'] = value;
    const { issues } = plainCopy(value);
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.length).toBeLessThanOrEqual(20);
  });

  test('a value that contains itself', () => {
    const value: Record<string, unknown> = {};
    value.self = value;
    expect(issuesOf(value)).toEqual([{ path: 'self.self.self', message: 'nests deeper than 64 levels' }]);
  });
});

test('a hole in an array is not filled from a prototype', () => {
  const holed = Object.assign([1], { 2: 2 });
  const { value } = polluted(Array.prototype, { 1: 'evil' }, () => plainCopy(holed));
  expect(JSON.stringify(value)).toBe('[1,null,2]');
});
