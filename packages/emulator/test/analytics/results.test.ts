import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/index.ts';
import { useEmulator } from '../../src/vitest.ts';
import { runReport, send } from '../calling.ts';

const emulator = useEmulator();
const reports = () => emulator().seeds.analytics.reports;

async function finished(report: string): Promise<string> {
  const { token } = await runReport(emulator(), report);
  return `/api/acme/reports/${report}/runs/${token}`;
}

async function firstQueryRun(run: string): Promise<string> {
  const { json } = await send(emulator(), 'GET', `${run}/query_runs`);
  return `${run}/query_runs/${json._embedded['query_runs']?.[0]?.token}`;
}

const salesCsv = 'region,orders,revenue\r\nWest,1,300\r\nNorth,2,200\r\nSouth,1,200\r\nEast,3,110\r\n';

test('gives one query’s rows as gzipped CSV, under a name with a date', async () => {
  const path = `${await firstQueryRun(await finished(reports().example))}/results/content.csv`;
  const { headers, bytes } = await send(emulator(), 'GET', path);
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(headers['content-encoding']).toBe('gzip');
  expect(headers['content-disposition']).toMatch(/^attachment; filename="sales-\d{4}(-\d\d){5}\.csv"$/);
  expect(gunzipSync(bytes).toString()).toBe(salesCsv);
});

test('compresses nothing for a client that cannot have it', async () => {
  const path = `${await finished(reports().example)}/results/content.csv`;
  for (const accepted of ['identity', 'br', 'gzip;q=0']) {
    const { headers, text } = await send(emulator(), 'GET', path, {
      headers: { 'accept-encoding': accepted },
    });
    expect([headers['content-encoding'], text]).toEqual([undefined, salesCsv]);
  }
});

test('gives one query’s rows as a JSON array', async () => {
  const path = `${await firstQueryRun(await finished(reports().example))}/results/content.json`;
  const { headers, bytes } = await send(emulator(), 'GET', path);
  expect([headers['content-type'], headers['content-encoding']]).toEqual([
    'application/json; charset=utf-8',
    'gzip',
  ]);
  expect(JSON.parse(gunzipSync(bytes).toString())).toContainEqual({
    region: 'East',
    orders: 3,
    revenue: 110,
  });
});

test('gives a report of one query as CSV, named after the report', async () => {
  const { headers, bytes } = await send(
    emulator(),
    'GET',
    `${await finished(reports().example)}/results/content.csv`,
  );
  expect(headers['content-disposition']).toContain('filename="sales-by-region-');
  expect(gunzipSync(bytes).toString()).toBe(salesCsv);
});

test('gives a report of two queries as a zip, and as JSON only the first, without a word', async () => {
  const run = await finished(reports().severalQueries);
  const csv = await send(emulator(), 'GET', `${run}/results/content.csv`);
  expect(csv.headers['content-type']).toBe('application/zip');
  expect(csv.headers['content-disposition']).toMatch(/filename="numbers-and-letters-.*\.zip"/);
  const files = unzipSync(csv.bytes);
  expect(Object.keys(files)).toEqual(['numbers.csv', 'letters.csv']);
  expect(Buffer.from(files['letters.csv'] ?? []).toString()).toBe(
    'letter,place\r\nA,1\r\nB,2\r\nC,3\r\nD,4\r\nE,5\r\n',
  );

  const json = await send(emulator(), 'GET', `${run}/results/content.json`);
  expect(json.headers['content-disposition']).toBeUndefined();
  expect(JSON.parse(gunzipSync(json.bytes).toString())).toHaveLength(10);
});

test('gives the latest successful run by the report alone', async () => {
  await finished(reports().example);
  const { bytes } = await send(
    emulator(),
    'GET',
    `/api/acme/reports/${reports().example}/results/content.csv`,
  );
  expect(gunzipSync(bytes).toString()).toBe(salesCsv);
});

test('points to both from the results document, absolutely', async () => {
  const results = `${await firstQueryRun(await finished(reports().example))}/results`;
  const { _links } = (await send(emulator(), 'GET', results)).json;
  expect(_links['self']?.href).toBe(results);
  expect(_links['csv']?.href).toBe(`${emulator().url}${results}/content.csv`);
  expect(_links['json']?.href).toBe(`${emulator().url}${results}/content.json`);
});

test('has no results of a run that failed, nor of one that has not ended', async () => {
  const failed = await finished(reports().failing);
  for (const path of [failed, await firstQueryRun(failed)]) {
    for (const type of ['csv', 'json']) {
      const { status, json } = await send(emulator(), 'GET', `${path}/results/content.${type}`);
      expect([status, json.message]).toEqual([404, 'run results not found']);
    }
  }
  const created = (await send(emulator(), 'POST', '/api/acme/reports')).json;
  const query = {
    data_source_id: 10001,
    raw_query: 'SELECT count(*) FROM range(10000000) a, range(10000000) b',
  };
  await send(emulator(), 'POST', `/api/acme/reports/${created.token}/queries`, { body: { query } });
  const runs = `/api/acme/reports/${created.token}/runs`;
  const { token } = (await send(emulator(), 'POST', runs, { body: {} })).json;
  const { json } = await send(emulator(), 'GET', `${runs}/${token}/results/content.csv`);
  expect(json).toEqual({ id: 'not_found', message: 'run has not completed' });
});

test('gives one query’s run as a zip, or several queries’ as the first one’s CSV, where it is told to', async () => {
  for (const [reportCsv, name, type] of [
    ['zip', 'example', 'application/zip'],
    ['csv', 'severalQueries', 'text/csv; charset=utf-8'],
  ] as const) {
    await using own = await startEmulator({ strict: true, reportCsv });
    const report = own.seeds.analytics.reports[name];
    const { token } = await runReport(own, report);
    const path = `/api/acme/reports/${report}/runs/${token}/results/content.csv`;
    const { headers, bytes } = await send(own, 'GET', path);
    expect(headers['content-type']).toBe(type);
    const first =
      reportCsv === 'zip' ? unzipSync(bytes)['sales.csv'] : gunzipSync(bytes).subarray(0, 'n,square'.length);
    expect(Buffer.from(first ?? []).toString()).toBe(reportCsv === 'zip' ? salesCsv : 'n,square');
  }
});

test('begins CSVs with a byte order mark where it is told to, compressed or not, alone or in a zip', async () => {
  await using own = await startEmulator({ strict: true, bom: true });
  const { example, severalQueries } = own.seeds.analytics.reports;
  const { token } = await runReport(own, example);
  const path = `/api/acme/reports/${example}/runs/${token}/results/content.csv`;
  expect(gunzipSync((await send(own, 'GET', path)).bytes).toString()).toBe(`\uFEFF${salesCsv}`);
  const plain = await send(own, 'GET', path, { headers: { 'accept-encoding': 'identity' } });
  expect(plain.text).toBe(`\uFEFF${salesCsv}`);
  const { token: run } = await runReport(own, severalQueries);
  const zip = await send(own, 'GET', `/api/acme/reports/${severalQueries}/runs/${run}/results/content.csv`);
  const { 'letters.csv': letters = new Uint8Array() } = unzipSync(zip.bytes);
  expect(Buffer.from(letters).toString()).toMatch(/^\uFEFFletter,place\r\n/);
});
