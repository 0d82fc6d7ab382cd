import { expect, test } from 'vitest';
import { failureOf, query, testFolder } from './test-folder.ts';
import { openWarehouse } from './warehouse.ts';

test.each([
  ['SELECT nope FROM t', 'SqlUnknownColumn', /^Binder Error: Referenced column "nope" not found/],
  ['SELECT t.nope FROM t', 'SqlUnknownColumn', /^Binder Error: .* does not have a column named "nope"/],
  ['SELECT x.n FROM t', 'SqlUnknownColumn', /^Binder Error: Referenced table "x" not found/],
  ['FROM nope', 'SqlUnknownTable', /^Catalog Error: Table with name nope does not exist/],
  ['FROM a.nope', 'SqlUnknownTable', /^Catalog Error: Table with name "a.nope" does not exist/],
  ['SELECT nope(1)', 'SqlUnknownFunction', /^Catalog Error: Scalar Function with name nope does not exist/],
  ['FROM nope(1)', 'SqlNotAllowed', /^The table function nope\(\) is not allowed/],
  ['SELEC 1', 'SqlSyntaxError', /^Parser Error: syntax error at or near "SELEC"\n\nLINE 1: SELEC 1/],
  ['SELECT', 'SqlSyntaxError', /^Parser Error/],
  ['', 'SqlSyntaxError', /^The query is empty\.$/],
  ['-- only this', 'SqlSyntaxError', /^The query is empty\.$/],
  ["SELECT CAST('x' AS INT)", 'SqlTypeError', /^Conversion Error: Could not convert string 'x' to INT32/],
  ['SELECT sum(s) FROM t', 'SqlTypeError', /^Binder Error: No function matches/],
  ["SELECT error('boom')", 'SqlExecutionError', /^Invalid Input Error: boom/],
  ['SELECT $1', 'SqlExecutionError', /^Invalid Input Error: Values were not provided/],
] as const)('%s is a %s', async (sql, code, message) => {
  const warehouse = openWarehouse({ files: await testFolder({ 't.csv': 'n,s\n1,x\n' }) });
  expect(await failureOf(query(warehouse, sql))).toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});

test.each(['FROM bad', "FROM 'bad.csv'", "FROM read_csv('bad.csv')", "FROM read_json('bad-too.json')"])(
  '%s fails without the path of the folder',
  async (sql) => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i}\n`).join('');
    const files = await testFolder({ 'bad.csv': `n\n${rows}1,not a number\n`, 'bad-too.json': '[{]' });
    const failure = await failureOf(query(openWarehouse({ files, memory: 500_000_000 }), sql));
    expect(failure.message).toContain(sql.includes('json') ? 'bad-too.json' : 'not a number');
    expect(failure.message).not.toContain(files);
    expect(failure.message).not.toContain('warehouse-');
  },
);

test('a query that fails on the way fails, with its error, and is never short', async () => {
  const warehouse = openWarehouse({ files: undefined });
  const sql =
    "SELECT CASE WHEN range = 3000000 THEN error('on the way') ELSE range END AS n FROM range(5000000)";
  const result = await warehouse.run({ sql });
  let rows = 0;
  const reading = (async () => {
    for await (const chunk of result.chunks) rows += chunk.length;
  })();
  expect(await failureOf(reading)).toMatchObject({ message: 'Invalid Input Error: on the way' });
  expect(rows).toBeGreaterThan(0);
});
