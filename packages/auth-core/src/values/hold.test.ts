import { expect, test } from 'vitest';
import { hold } from './hold.ts';

test('what is changed afterwards is not changed in what is held', () => {
  const given = { name: 'before', nested: { list: [{ text: 'before' }] } };
  const held = hold(given);
  given.name = 'after';
  given.nested.list[0]!.text = 'after';
  given.nested.list.push({ text: 'more' });
  expect(held).toEqual({ name: 'before', nested: { list: [{ text: 'before' }] } });
});

test('what is no plain object or array is held as it is', () => {
  const { signal } = new AbortController();
  const at = new Date(0);
  const held = hold({ signal, at, nothing: undefined, empty: null });
  expect(held.signal).toBe(signal);
  expect(held.at).toBe(at);
  expect(held).toEqual({ signal, at, nothing: undefined, empty: null });
});

test('an own "__proto__" stays a field and reaches no prototype', () => {
  const given: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
  const held = hold(given);
  expect(Object.keys(Object(held))).toEqual(['__proto__']);
  expect(Reflect.get(Object(held), 'polluted')).toBeUndefined();
});

test('what contains itself, more than once, comes to an end', () => {
  const given: Record<string, unknown> = {};
  given['one'] = given;
  given['other'] = [given, given];
  const held = hold(given);
  expect(held).not.toBe(given);
  expect(held['one']).toBe(held);
});
