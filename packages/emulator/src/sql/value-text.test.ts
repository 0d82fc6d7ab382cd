import { expect, test } from 'vitest';
import { csvText } from './result-text.ts';
import { query } from './test-folder.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = openWarehouse({ files: undefined });
const BIG = '9007199254740993';

test.each<readonly [string, string, unknown]>([
  ['true', 'true', true],
  ['NULL', '', null],
  ["''", '""', ''],
  ['1::TINYINT', '1', 1],
  ['-5::HUGEINT', '-5', -5],
  [`${BIG}::BIGINT`, BIG, BIG],
  ['12::BIGNUM', '12', 12],
  ['0.1::FLOAT', '0.1', 0.1],
  ['16777216::FLOAT', '16777216', 16_777_216],
  ['1e300::DOUBLE', '1e+300', 1e300],
  ["'nan'::DOUBLE", 'NaN', null],
  ["'-inf'::FLOAT", '-Infinity', null],
  ['12.30::DECIMAL(10, 2)', '12.30', 12.3],
  ['1234567890123456.78::DECIMAL(38, 2)', '1234567890123456.78', '1234567890123456.78'],
  ["DATE '2001-02-03'", '2001-02-03', '2001-02-03'],
  ["TIMESTAMP '2001-02-03 04:05:06.78'", '2001-02-03 04:05:06.78', '2001-02-03T04:05:06.78'],
  [
    "TIMESTAMP_NS '2001-02-03 04:05:06.123456789'",
    '2001-02-03 04:05:06.123456789',
    '2001-02-03T04:05:06.123456789',
  ],
  ["TIMESTAMPTZ '2001-02-03 04:05:06+02'", '2001-02-03 02:05:06+00', '2001-02-03T02:05:06Z'],
  ["TIMESTAMPTZ '2001-02-03 04:05:06'", '2001-02-03 04:05:06+00', '2001-02-03T04:05:06Z'],
  ["'infinity'::TIMESTAMPTZ", 'infinity', 'infinity'],
  ["TIME '04:05:06'", '04:05:06', '04:05:06'],
  ['INTERVAL 3 DAYS', '3 days', '3 days'],
  ["'a'::ENUM ('a', 'b')", 'a', 'a'],
  ["'\\xAB'::BLOB", '\\xAB', '\\xAB'],
  [`'say "hi", é'`, '"say ""hi"", é"', 'say "hi", é'],
  [`'{"a": [1]}'::JSON`, '"{""a"": [1]}"', { a: [1] }],
  ['[1, NULL]', '"[1,null]"', [1, null]],
  ['[1, 2]::INT[2]', '"[1,2]"', [1, 2]],
  ['[0.1::FLOAT]', '[0.1]', [0.1]],
  ["{'b': 1, 'a': [DATE '2001-02-03']}", '"{""b"":1,""a"":[""2001-02-03""]}"', { b: 1, a: ['2001-02-03'] }],
  ["MAP {'k': 1}", '"{""k"":1}"', { k: 1 }],
  ['MAP {1: NULL}', '"{""1"":null}"', { 1: null }],
  ["union_value(n := 'x')", '"""x"""', 'x'],
  ["{'a': 1}::VARIANT", '"{""a"":1}"', { a: 1 }],
  [`[${BIG}]`, `"[""${BIG}""]"`, [BIG]],
])('%s is %s in CSV', async (expression, csv, json) => {
  const sql = `SELECT ${expression} AS v`;
  let text = '';
  for await (const piece of csvText(await warehouse.run({ sql }))) text += piece;
  expect(text).toBe(`v\r\n${csv}\r\n`);
  expect(await query(warehouse, sql)).toEqual([{ v: json }]);
});
