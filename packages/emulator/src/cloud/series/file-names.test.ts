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
