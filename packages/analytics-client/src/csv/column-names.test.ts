import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnNames } from './column-names.ts';

it.each([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [
    ['a', 'a', 'a_2', 'a'],
    ['a', 'a_3', 'a_2', 'a_4'],
  ],
  [
    ['a', 'a_2', 'a_2', 'a'],
    ['a', 'a_2', 'a_2_2', 'a_3'],
  ],
  [
    ['', '', '__proto__', '__proto__'],
    ['', '_2', '__proto__', '__proto___2'],
  ],
])('%j become %j', (header, names) => {
  expect(columnNames(header)).toEqual(names);
});

it('are all different, and the first of a name keeps it', () => {
  const name = fc.constantFrom('a', 'a_2', 'a_3', 'a_2_2', 'b', '');
  fc.assert(
    fc.property(fc.array(name, { maxLength: 30 }), (header) => {
      const names = columnNames(header);
      expect(new Set(names).size).toBe(header.length);
      for (const each of header) expect(names.indexOf(each)).toBe(header.indexOf(each));
    }),
  );
});

it.each([
  ['one name', (_at: number) => 'a'],
  ['one name and those that it would become', (at: number) => (at % 2 === 0 ? 'a' : `a_${at}`)],
])('take no longer for many columns of %s than reading them does', (_what, nameAt) => {
  const began = performance.now();
  expect(new Set(columnNames(Array.from({ length: 200_000 }, (_, at) => nameAt(at)))).size).toBe(200_000);
  // With a search from 2 for each of them it took hours.
  expect(performance.now() - began).toBeLessThan(10_000);
});
