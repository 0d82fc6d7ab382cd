import { expect, test } from 'vitest';
import { filesNamed } from './table-names.ts';

function paths(schema: string, name: string, ...files: readonly string[]): readonly string[] {
  const found = filesNamed(
    { schema, name },
    files.map((path) => ({ path, realPath: `/data/${path}` })),
  );
  return found.map(({ path }) => path);
}

test.each(['flights-3m', 'flights_3m', 'FLIGHTS_3M', 'flights-3m.parquet'])(
  '%s is flights-3m.parquet',
  (name) => {
    expect(paths('', name, 'flights-3m.parquet', 'flights-200k.json')).toEqual(['flights-3m.parquet']);
    expect(paths('main', name, 'flights-3m.parquet')).toEqual(['flights-3m.parquet']);
  },
);

test('a name as it stands comes before one made into an identifier', () => {
  expect(paths('', 'a_b', 'a-b.csv', 'a_b.csv')).toEqual(['a_b.csv']);
});

test('a file of the folder comes before one of a subfolder', () => {
  expect(paths('', 'a', 'sub/a.csv', 'a.csv')).toEqual(['a.csv']);
  expect(paths('', 'a', 'sub/a.csv')).toEqual(['sub/a.csv']);
  expect(paths('', 'a', 'one/a.csv', 'two/a.csv')).toEqual(['one/a.csv', 'two/a.csv']);
});

test('a schema is a subfolder', () => {
  expect(paths('sub', 'a', 'sub/a.csv', 'a.csv')).toEqual(['sub/a.csv']);
  expect(paths('one_two', 'a', 'one/two/a.csv')).toEqual(['one/two/a.csv']);
  expect(paths('other', 'a', 'sub/a.csv', 'a.csv')).toEqual([]);
});

test('two formats of one name are both meant', () => {
  expect(paths('', 'a', 'a.csv', 'a.json')).toEqual(['a.csv', 'a.json']);
  expect(paths('', 'a.json', 'a.csv', 'a.json')).toEqual(['a.json']);
});

test.each(['', '.', '..', 'a', 'csv', '/data/a.csv', '../a.csv'])('%j is no file', (name) => {
  expect(paths('', name, 'flights.csv')).toEqual([]);
});
