import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { failureOf, query, testFolder } from './test-folder.ts';
import { openWarehouse } from './warehouse.ts';

const flights = join(dirname(fileURLToPath(import.meta.resolve('vega-datasets'))), '../data');

describe('the real flights', () => {
  const warehouse = openWarehouse({ files: flights });

  test.each([
    'flights_3m',
    '"flights-3m"',
    '"Flights-3M"',
    'main.flights_3m',
    "'flights-3m.parquet'",
    '"flights-3m.parquet"',
    "read_parquet('flights-3m.parquet')",
    "read_parquet('./flights-3m.parquet')",
    `read_parquet('${join(flights, 'flights-3m.parquet')}')`,
    "parquet_scan(['flights-3m.parquet'])",
  ])('are a table as %s', async (table) => {
    expect(await query(warehouse, `SELECT count(*) AS n FROM ${table}`)).toEqual([{ n: 3_000_000 }]);
  });

  test('are aggregated over all three million rows', async () => {
    const rows = await query(
      warehouse,
      'SELECT origin, count(*) AS flights, avg(delay) AS delay FROM flights_3m GROUP BY origin ORDER BY 2 DESC LIMIT 2',
    );
    expect(rows).toEqual([
      { origin: 'ORD', flights: expect.any(Number), delay: expect.any(Number) },
      { origin: 'DFW', flights: expect.any(Number), delay: expect.any(Number) },
    ]);
  });

  test('come beside tables of every other format', async () => {
    expect(await query(warehouse, 'SELECT count(*) AS n FROM cars')).toEqual([{ n: 406 }]);
    expect(await query(warehouse, 'SELECT count(*) AS n FROM unemployment')).toEqual([{ n: 3218 }]);
    expect(await query(warehouse, 'SELECT weather FROM seattle_weather LIMIT 1')).toEqual([
      { weather: 'drizzle' },
    ]);
  });

  test('are listed by their stem', async () => {
    expect(await warehouse.tables()).toEqual(expect.arrayContaining(['cars', 'flights-3m', 'weather']));
  });
});

test('reads csv, tsv, json and ndjson, also compressed', async () => {
  const files = await testFolder({
    'a.csv': 'n\n1\n',
    'b.tsv': 'n\tm\n2\tx,y\n',
    'c.json': '[{"n": 3}]',
    'd.ndjson': '{"n": 4}\n{"n": 5}\n',
    'e.jsonl': '{"n": 6}\n',
  });
  await writeFile(join(files, 'f.csv.gz'), gzipSync('n\n7\n'));
  const tables = ['a', 'b', 'c', 'd', 'e', 'f', "'f.csv.gz'"];
  const sql = tables.map((table) => `SELECT n FROM ${table}`).join(' UNION ALL ');
  expect(await query(openWarehouse({ files }), `FROM (${sql}) ORDER BY n`)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 7].map((n) => ({ n })),
  );
});

test('names the files of a subfolder with or without it', async () => {
  const warehouse = openWarehouse({
    files: await testFolder({
      'orders.csv': 'at\ntop\n',
      'sales-2024/orders.csv': 'at\nsub\n',
      'sales-2024/items.csv': 'at\nitems\n',
    }),
  });
  expect(await query(warehouse, 'FROM orders')).toEqual([{ at: 'top' }]);
  expect(await query(warehouse, 'FROM sales_2024.orders')).toEqual([{ at: 'sub' }]);
  expect(await query(warehouse, 'FROM "sales-2024".orders')).toEqual([{ at: 'sub' }]);
  expect(await query(warehouse, "FROM 'sales-2024/orders.csv'")).toEqual([{ at: 'sub' }]);
  expect(await query(warehouse, "FROM read_csv('sales-2024/orders.csv')")).toEqual([{ at: 'sub' }]);
  expect(await query(warehouse, 'FROM items')).toEqual([{ at: 'items' }]);
});

test('finds names with quotes, and behind letters of several bytes', async () => {
  const warehouse = openWarehouse({ files: await testFolder({ "o'brien é.csv": 'n\n1\n' }) });
  expect(await query(warehouse, `SELECT 'ééé€' AS e, n FROM read_csv('o''brien é.csv')`)).toEqual([
    { e: 'ééé€', n: 1 },
  ]);
  expect(await query(warehouse, `SELECT n FROM "o'brien é"`)).toEqual([{ n: 1 }]);
});

test('opens only the files that the query mentions', async () => {
  const warehouse = openWarehouse({
    files: await testFolder({ 'good.csv': 'n\n1\n', 'broken.json': '{"n": [' }),
  });
  expect(await query(warehouse, 'FROM good')).toEqual([{ n: 1 }]);
  const failure = await failureOf(query(warehouse, 'FROM broken'));
  expect(failure.message).toMatch(/Malformed JSON in file "broken.json"/);
});

test("leaves a query's own WITH alone, also where a file has its name", async () => {
  const warehouse = openWarehouse({ files: await testFolder({ 't.csv': 'n\n1\n', 'u.json': '{' }) });
  expect(await query(warehouse, 'WITH t AS (SELECT n + 1 AS n FROM t) FROM t')).toEqual([{ n: 2 }]);
  expect(await query(warehouse, 'WITH u AS (SELECT 3 AS n) FROM u')).toEqual([{ n: 3 }]);
});

test('asks which file is meant where a name fits two', async () => {
  const warehouse = openWarehouse({ files: await testFolder({ 't.csv': 'n\n1\n', 't.json': '[{"n":2}]' }) });
  const failure = await failureOf(query(warehouse, 'FROM t'));
  expect(failure).toMatchObject({
    code: 'SqlUnknownTable',
    message: 'Table name "t" is ambiguous: write "t.csv" or "t.json".',
  });
  expect(await query(warehouse, "FROM 't.json'")).toEqual([{ n: 2 }]);
});

test('ends a query after `limit` rows', async () => {
  const warehouse = openWarehouse({ files: undefined });
  const rows = await query(warehouse, 'SELECT range AS n FROM range(1000000000000)', { limit: 3000 });
  expect(rows).toHaveLength(3000);
  expect(await query(warehouse, 'SELECT 1 AS n', { limit: 100 })).toEqual([{ n: 1 }]);
});

test('has no tables without a folder, and refuses what is none', async () => {
  const warehouse = openWarehouse({ files: undefined });
  expect(await warehouse.tables()).toEqual([]);
  expect(await query(warehouse, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  expect(() => openWarehouse({ files: import.meta.filename })).toThrow('is not a folder');
});

test('tells the columns and their types before the first row', async () => {
  await using result = await openWarehouse({ files: undefined }).run({
    sql: "SELECT 1 AS x, 2 AS x, 1.5 AS d, 'a' AS t",
  });
  expect(result.columns).toEqual([
    { name: 'x', type: 'INTEGER', kind: 'number' },
    { name: 'x:1', type: 'INTEGER', kind: 'number' },
    { name: 'd', type: 'DECIMAL(2,1)', kind: 'decimal' },
    { name: 't', type: 'VARCHAR', kind: 'text' },
  ]);
});
