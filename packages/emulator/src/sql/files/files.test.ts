import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { failureOf, query, testFolder } from '../test-folder.ts';
import { csvText } from '../result-text.ts';
import { openWarehouse } from '../warehouse.ts';

/** More rows than DuckDB looks at before it says what a column is. */
const many = (row: (n: number) => string): string =>
  Array.from({ length: 30_000 }, (_, n) => row(n)).join('');

/** The value behind 30,000 rows, as the CSV of a query has it. */
async function lastOf(column: (n: number) => string, last: string): Promise<string> {
  const text = `id,v\n${many((n) => `${n},${column(n)}\n`)}30000,${last}\n`;
  const warehouse = openWarehouse({ files: await testFolder({ 't.csv': text }) });
  const result = await warehouse.run({ sql: 'SELECT v FROM t WHERE id = 30000' });
  let csv = '';
  for await (const piece of csvText(result)) csv += piece;
  return csv.slice('v\r\n'.length, -'\r\n'.length);
}

describe('a value arrives as it is written, whatever stands before it', () => {
  test.each([
    ['a fraction behind integers', String, '1.75'],
    ['a code behind integers', String, '0042'],
    ['words behind integers', String, 'n/a'],
    ['a sign behind integers', String, '+5'],
    ['a longer number', String, '12345678901234567890'],
    ['a number of 40 digits', String, '1234567890123456789012345678901234567890'],
    ['more digits than a double has', (n: number) => `${n}.5`, '0.1234567890123456789'],
    ['a price', (n: number) => `${n}.25`, '1.50'],
    ['a version', (n: number) => `1.${n % 9}`, '1.10'],
    ['a power of ten', (n: number) => `${n}.5`, '1e3'],
    ['infinity behind numbers', (n: number) => `${n}.5`, 'inf'],
    ['a zero with a sign', String, '-0'],
    ['a time of day behind days', () => '2024-01-01', '2024-06-01 13:45:00'],
    ['a day behind moments', () => '2024-06-01 13:45:00', '2024-01-01'],
    ['a day of another country', () => '2024-01-01', '01/02/2024'],
    ['a moment with an offset', () => '2024-06-01T13:45:00Z', '2024-06-01T13:45:00+02:00'],
    ['a day that is none', () => '2024-01-01', '2024-02-30'],
    ['another yes', () => 'true', 'True'],
    ['spaces', String, ' 5 '],
    ['a line break', () => 'ok', '"two\nlines"'],
    ['a quotation', () => 'ok', '"say ""hi"""'],
    ['an empty text', () => 'ok', '""'],
    ['nothing', () => 'ok', ''],
    ['a delimiter', () => 'ok', '"a,b"'],
  ])('%s', async (_, column, last) => {
    expect(await lastOf(column, last)).toBe(last);
  });
});

test('columns have the types that their values are written in', async () => {
  const head = 'flag,n,id,x,price,day,moment,iso,time,code,empty';
  const row =
    'true,1,12345678901234567890,0.5,2.50,2024-01-01,2024-01-01 10:00:00,2024-01-01T10:00:00.000Z,10:00:00,007,';
  const warehouse = openWarehouse({ files: await testFolder({ 't.csv': `${head}\n${row}\n` }) });
  await using result = await warehouse.run({ sql: 'FROM t' });
  expect(result.columns.map(({ type }) => type)).toEqual([
    'BOOLEAN',
    'BIGINT',
    'HUGEINT',
    'DOUBLE',
    'DECIMAL(18,2)',
    'DATE',
    'TIMESTAMP',
    'TIMESTAMP WITH TIME ZONE',
    'TIME',
    'VARCHAR',
    'VARCHAR',
  ]);
});

test('numbers that some rows lack are numbers', async () => {
  const files = await testFolder({ 't.csv': 'a,n\nx,1\ny,\nz,""\n' });
  expect(
    await query(openWarehouse({ files }), 'SELECT sum(n)::INT AS sum, count(n)::INT AS count FROM t'),
  ).toEqual([{ sum: 1, count: 1 }]);
});

test('a field of three megabytes is whole, also compressed', async () => {
  const text = `id,doc\n${many((n) => `${n},x\n`)}30000,"${'x'.repeat(3_000_000)}"\n`;
  const files = await testFolder({ 'wide.csv': text });
  await writeFile(join(files, 'packed.csv.gz'), gzipSync(text));
  const warehouse = openWarehouse({ files });
  for (const table of ['wide', 'packed']) {
    const rows = await query(warehouse, `SELECT length(doc)::INT AS n FROM ${table} WHERE id = 30000`);
    expect(rows).toEqual([{ n: 3_000_000 }]);
  }
});

test('other delimiters, no header, a mark and other line breaks are understood', async () => {
  const files = await testFolder({
    'semicolons.csv': 'a;b\r\n1;"x;y"\r\n2;"two\r\nlines"\r\n',
    'bare.csv': '1,2\n3,4\n',
    'mark.csv': '\uFEFFa,b\n1,2\n',
    'tabs.tsv': 'a\tb\n1\tx,y\n',
    'names.csv': 'name\nAda\nBob\n',
    'head.csv': 'a,b\n',
  });
  const warehouse = openWarehouse({ files });
  expect(await query(warehouse, 'FROM semicolons')).toEqual([
    { a: 1, b: 'x;y' },
    { a: 2, b: 'two\r\nlines' },
  ]);
  expect(await query(warehouse, 'FROM bare')).toEqual([
    { column0: 1, column1: 2 },
    { column0: 3, column1: 4 },
  ]);
  expect(await query(warehouse, 'FROM mark')).toEqual([{ a: 1, b: 2 }]);
  expect(await query(warehouse, 'FROM tabs')).toEqual([{ a: 1, b: 'x,y' }]);
  expect(await query(warehouse, 'FROM names')).toEqual([{ name: 'Ada' }, { name: 'Bob' }]);
  expect(await query(warehouse, 'FROM head')).toEqual([]);
});

test('a file that has changed is read anew', async () => {
  const files = await testFolder({ 't.csv': 'v\n1\n' });
  const warehouse = openWarehouse({ files });
  expect(await query(warehouse, 'FROM t')).toEqual([{ v: 1 }]);
  await writeFile(join(files, 't.csv'), 'v,w\none,2\n');
  expect(await query(warehouse, 'FROM t')).toEqual([{ v: 'one', w: 2 }]);
});

describe('JSON arrives as it is written', () => {
  test.each([
    ['a fraction', (n: number) => String(n), '1.75', '1.75'],
    ['a long number', (n: number) => String(n), '12345678901234567890', '"12345678901234567890"'],
    ['a text behind numbers', (n: number) => String(n), '"n/a"', '"n/a"'],
    ['a code', () => '"1"', '"0042"', '"0042"'],
    ['a time of day', () => '"2024-01-01"', '"2024-06-01 13:45:00"', '"2024-06-01 13:45:00"'],
    ['a list', () => '[1]', '[12345678901234567890, 0.5]', '[12345678901234567890,0.5]'],
    ['a day within', () => '{"d":"2024-01-01"}', '{"d":"soon"}', '{"d":"soon"}'],
    [
      'a moment within',
      () => '{"d":"2024-01-01T00:00:00.000Z"}',
      '{"d":"2024-01-01T00:00:00.5Z"}',
      '{"d":"2024-01-01T00:00:00.5Z"}',
    ],
    ['null', () => '"x"', 'null', 'null'],
  ])('%s', async (_, column, last, right) => {
    const text = `${many((n) => `{"id":${n},"v":${column(n)}}\n`)}{"id":30000,"v":${last}}\n`;
    const files = await testFolder({ 't.ndjson': text, 'u.json': `[${text.trim().replaceAll('\n', ',')}]` });
    const warehouse = openWarehouse({ files });
    for (const table of ['t', 'u']) {
      const rows = await query(warehouse, `SELECT v FROM ${table} WHERE id = 30000`);
      expect(JSON.stringify(rows)).toBe(JSON.stringify([{ v: JSON.parse(right) as unknown }]));
    }
  });
});

describe('the names of files are no patterns', () => {
  const names = {
    'sales[1]': 'bracket',
    sales1: 'plain',
    'week?': 'question',
    week1: 'one',
    'all*': 'star',
    'all-x': 'x',
    '{a,b}': 'braces',
    a: 'a',
  };

  test.each(Object.entries(names))('%s', async (name, value) => {
    const files = await testFolder(
      Object.fromEntries(Object.entries(names).map(([each, text]) => [`${each}.csv`, `v\n${text}\n`])),
    );
    const warehouse = openWarehouse({ files });
    for (const table of [`"${name}"`, `'${name}.csv'`, `read_csv('${name}.csv')`]) {
      expect(await query(warehouse, `SELECT v FROM ${table}`)).toEqual([{ v: value }]);
    }
  });
});

test.each([
  ['SELECT 1 AS n WHERE 5 < 1e999', [{ n: 1 }]],
  [`SELECT '"x":Infinity' AS s, 1e400 AS x`, [{ s: '"x":Infinity', x: null }]],
])('a number beyond a double is one: %s', async (sql, rows) => {
  expect(await query(openWarehouse({ files: undefined }), sql)).toEqual(rows);
});

test('rows of other lengths are told, with their line', async () => {
  const files = await testFolder({ 't.csv': `a,b\n${many((n) => `${n},x\n`)}1,2,3\n` });
  expect((await failureOf(query(openWarehouse({ files }), 'FROM t'))).message).toMatch(/Line: 30002/);
});
