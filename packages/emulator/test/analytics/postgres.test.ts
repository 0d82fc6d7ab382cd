import pg from 'pg';
import { startDatabase, type TestDatabase } from '@bimodal/test-equipment';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { runReport, send, until } from '../calling.ts';

let server: TestDatabase;
let emulator: Emulator;
let admin: pg.Client;

beforeAll(async () => {
  server = await startDatabase();
  admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(
    `CREATE TABLE sales AS SELECT n AS id, n * 1.5 AS amount, n % 2 = 0 AS even FROM generate_series(1, 2500) AS n`,
  );
  emulator = await startEmulator({ postgres: server.url, strict: true });
}, 120_000);

afterAll(async () => {
  await emulator?.close();
  await admin?.end();
}, 120_000);

/** A new report with one query of PostgreSQL; answers its token. */
async function reportOf(sql: string): Promise<string> {
  const { token } = (await send(emulator, 'POST', '/api/acme/reports')).json;
  const { postgres } = emulator.seeds.analytics.dataSources;
  const query = { data_source_id: postgres?.id, raw_query: sql, name: 'Query' };
  const made = await send(emulator, 'POST', `/api/acme/reports/${token}/queries`, { body: { query } });
  expect(made.status).toBe(200);
  return token;
}

async function content(report: string, run: string, file: 'content.csv' | 'content.json'): Promise<string> {
  const headers = { 'accept-encoding': 'identity' };
  return (await send(emulator, 'GET', `/api/acme/reports/${report}/runs/${run}/results/${file}`, { headers }))
    .text;
}

async function failureOf(sql: string): Promise<readonly [unknown, unknown]> {
  const report = await reportOf(sql);
  const { token, state } = await runReport(emulator, report);
  expect(state).toBe('failed');
  const path = `/api/acme/reports/${report}/runs/${token}/query_runs`;
  const [run] = (await send(emulator, 'GET', path)).json._embedded['query_runs'] ?? [];
  return [run?.['error_code'], run?.['error_message']];
}

test('runs a report in PostgreSQL, with parameters, and keeps every row', async () => {
  const report = await reportOf('SELECT id, amount, even FROM sales WHERE id <= {{ most }} ORDER BY id;');
  const run = await runReport(emulator, report, { most: 2100 });
  expect(run.state).toBe('succeeded');
  const lines = (await content(report, run.token, 'content.csv')).trim().split(/\r?\n/);
  expect([lines.length, lines[0], lines[2], lines[2100]]).toEqual([
    2101,
    'id,amount,even',
    '2,3.0,true',
    '2100,3150.0,true',
  ]);
});

test('writes values as JSON has them', async () => {
  const sql = `SELECT 1 AS x, 2::int8 AS x, 'a' AS t, NULL AS none, false AS f, '{"a": [1]}'::jsonb AS j,
    timestamptz '2026-01-02 03:04:05+09' AS at`;
  const report = await reportOf(sql);
  const { token } = await runReport(emulator, report);
  expect(JSON.parse(await content(report, token, 'content.json'))).toEqual([
    { x: 1, 'x:1': 2, t: 'a', none: null, f: false, j: { a: [1] }, at: '2026-01-01T18:04:05Z' },
  ]);
});

test('says what PostgreSQL said, with the place in the query', async () => {
  expect(await failureOf('SELECT nope FROM sales')).toEqual([
    'SqlUnknownColumn',
    'ERROR: column "nope" does not exist\n  Position: 8',
  ]);
  expect(await failureOf('SELECT 1 FROM nowhere')).toEqual([
    'SqlUnknownTable',
    expect.stringContaining('"nowhere"'),
  ]);
  expect(await failureOf('SELECT 1 / (id - 2000) FROM sales ORDER BY id')).toMatchObject([
    'SqlExecutionError',
    'ERROR: division by zero',
  ]);
});

test('writes nothing, whatever the SQL says', async () => {
  await failureOf('SELECT 1; COMMIT; DROP TABLE sales');
  await failureOf('DROP TABLE sales');
  await failureOf('WITH gone AS (DELETE FROM sales RETURNING id) SELECT * FROM gone');
  await failureOf(`SELECT nextval('counter') FROM sales`);
  const { rows } = await admin.query<{ n: string }>('SELECT count(*) AS n FROM sales');
  expect(rows).toEqual([{ n: '2500' }]);
});

test('interrupts a query that is cancelled', async () => {
  const report = await reportOf('SELECT pg_sleep(600)');
  const runs = `/api/acme/reports/${report}/runs`;
  const { token } = (await send(emulator, 'POST', runs, { body: {} })).json;
  const sleeping = async (): Promise<number> => {
    const { rows } = await admin.query(
      `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'FETCH%' AND state = 'active' AND wait_event = 'PgSleep' AND datname = current_database()`,
    );
    return rows.length;
  };
  await until(async () => ((await sleeping()) > 0 ? true : undefined));
  expect((await send(emulator, 'PUT', `${runs}/${token}/cancel`)).status).toBe(200);
  expect((await send(emulator, 'GET', `${runs}/${token}`)).json.state).toBe('cancelled');
  await until(async () => ((await sleeping()) === 0 ? true : undefined));
});

test('counts its tables', async () => {
  const { postgres } = emulator.seeds.analytics.dataSources;
  const path = `/api/acme/data_sources/${postgres?.token}/schema_updates`;
  expect((await send(emulator, 'POST', path)).json['number_of_tables']).toBe('1');
});
