import { expect, it } from 'vitest';
import { fileNames } from './file-names.ts';

it.each([
  [
    ['a.csv', 'b.csv'],
    ['a.csv', 'b.csv'],
  ],
  [
    ['a.csv', 'a.csv', 'a-2.csv', 'a.csv'],
    ['a.csv', 'a-2.csv', 'a-2-2.csv', 'a-3.csv'],
  ],
  [
    ['../a.csv', '..\\a.csv'],
    ['.._a.csv', '.._a-2.csv'],
  ],
  [
    ['__proto__', '.csv', '.csv'],
    ['__proto__-2', '.csv', '.csv-2'],
  ],
])('%j are called %j', (wanted, names) => {
  expect(fileNames(wanted)).toEqual(names);
});

it('are found for many files of one name, in about the time of reading them', () => {
  const began = performance.now();
  expect(new Set(fileNames(Array.from({ length: 100_000 }, () => 'a.csv'))).size).toBe(100_000);
  // With a search from 2 for each of them it took hours.
  expect(performance.now() - began).toBeLessThan(10_000);
});
