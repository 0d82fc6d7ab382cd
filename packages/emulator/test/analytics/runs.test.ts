import { expect, test } from 'vitest';
import { startEmulator } from '../../src/index.ts';
import { useEmulator } from '../../src/vitest.ts';
import { runReport, send } from '../calling.ts';

const emulator = useEmulator();
const reports = () => emulator().seeds.analytics.reports;
const get = async (path: string) => (await send(emulator(), 'GET', path)).json;

test('accepts a run with 202, enqueued, with the values that it will use', async () => {
  const path = `/api/acme/reports/${reports().example}/runs`;
  const { status, json } = await send(emulator(), 'POST', path, { body: { parameters: { limit: 2 } } });
  expect([status, json.state, json['completed_at']]).toEqual([202, 'enqueued', null]);
  expect(json['parameters']).toEqual({ min_orders: 1, limit: 2 });
  expect(json['form_fields']).toMatchObject([
    { name: 'min_orders', default: 1 },
    { name: 'limit', default: 10 },
  ]);
});

test('takes a run without a body, which the contract does not know', async () => {
  await using lenient = await startEmulator();
  const path = `/api/acme/reports/${lenient.seeds.analytics.reports.example}/runs`;
  expect((await send(lenient, 'POST', path)).status).toBe(202);
  expect(lenient.deviations).toHaveLength(1);
});

test('runs the SQL with its parameters, each query by itself', async () => {
  const run = await runReport(emulator(), reports().example, { limit: 2, min_orders: 2 });
  expect(run.state).toBe('succeeded');
  const { href } = run._links['query_runs'] ?? { href: '' };
  const [queryRun] = (await get(href))._embedded['query_runs'] ?? [];
  expect(queryRun?.['rendered_source']).toContain('LIMIT 2');
  expect(queryRun?.['raw_source']).toContain('{{ limit }}');
  const rows = await send(emulator(), 'GET', `${href}/${queryRun?.token}/results/content.json`, {
    headers: { 'accept-encoding': 'identity' },
  });
  expect(JSON.parse(rows.text)).toEqual([
    { region: 'North', orders: 2, revenue: 200 },
    { region: 'East', orders: 3, revenue: 110 },
  ]);
});

test('fails a run whose SQL is wrong, and says why at the query run only', async () => {
  const run = await runReport(emulator(), reports().failing);
  expect([run.state, Object.keys(run).some((key) => key.startsWith('error'))]).toEqual(['failed', false]);
  const { query_runs: queryRuns } = (
    await get(`/api/acme/reports/${reports().failing}/runs/${run.token}/query_runs`)
  )._embedded;
  expect(queryRuns).toMatchObject([
    {
      state: 'failed',
      error_code: 'SqlUnknownColumn',
      error_type: 'generic',
      help_url: 'https://mode.com/help',
    },
  ]);
  expect(queryRuns?.[0]?.['error_message']).toContain('missing_column');
});

test('fails a run whose Liquid is wrong', async () => {
  const created = (await send(emulator(), 'POST', '/api/acme/reports')).json;
  const query = { data_source_id: 10001, raw_query: 'SELECT {{ limit', name: 'Unclosed' };
  await send(emulator(), 'POST', `/api/acme/reports/${created.token}/queries`, { body: { query } });
  const run = await runReport(emulator(), created.token);
  expect(run.state).toBe('failed');
  const [failed] =
    (await get(`/api/acme/reports/${created.token}/runs/${run.token}/query_runs`))._embedded['query_runs'] ??
    [];
  expect(failed?.['error_code']).toBe('LiquidSyntaxError');
});

test('lists runs newest first, 20 a page or up to 30, with counters and a link past the end', async () => {
  const note = (await get(`/api/acme/spaces/${emulator().seeds.analytics.collections.notes}/reports`))
    ._embedded['reports']?.[0];
  const runs = `/api/acme/reports/${note?.token}/runs`;
  const tokens = ((await get(runs))._embedded['report_runs'] ?? []).map(({ token }) => token);
  expect(tokens).toHaveLength(1);
  for (let n = 0; n < 32; n += 1)
    tokens.unshift((await send(emulator(), 'POST', runs, { body: {} })).json.token);
  const pages = [
    await get(runs),
    await get(`${runs}?page=2`),
    await get(`${runs}?per_page=99`),
    await get(`${runs}?page=9`),
  ];
  const tokensOf = (page: (typeof pages)[0] | undefined) =>
    page?._embedded['report_runs']?.map(({ token }) => token);
  expect(tokensOf(pages[0])).toEqual(tokens.slice(0, 20));
  expect(tokensOf(pages[1])).toEqual(tokens.slice(20));
  expect(tokensOf(pages[2])).toEqual(tokens.slice(0, 30));
  expect(pages[0]?.pagination).toEqual({ page: 1, per_page: 20, count: 20, total_pages: 2, total_count: 33 });
  expect(pages[2]?.pagination['per_page']).toBe(30);
  expect([tokensOf(pages[3]), pages[3]?._links['next_page']?.href]).toEqual([
    [],
    `${runs}?page=10&per_page=20`,
  ]);
});

test('cannot bear a filter on runs, unless strict', async () => {
  const query = '?filter=created_at.gt.2020-01-01T00:00:00Z';
  await using lenient = await startEmulator();
  const path = `/api/acme/reports/${lenient.seeds.analytics.reports.example}/runs${query}`;
  const { status, json } = await send(lenient, 'GET', path);
  expect([status, json.id]).toEqual([500, 'internal_server_error']);
  expect((await send(emulator(), 'GET', `/api/acme/reports/${reports().example}/runs${query}`)).status).toBe(
    200,
  );
});

test('finds a run by its own token, whatever report stands around it, and names the true one', async () => {
  const run = await runReport(emulator(), reports().example);
  const { json } = await send(emulator(), 'GET', `/api/acme/reports/${reports().failing}/runs/${run.token}`);
  expect(json._links['self']?.href).toBe(`/api/acme/reports/${reports().example}/runs/${run.token}`);
  expect((await send(emulator(), 'GET', `/api/acme/reports/000000000000/runs/${run.token}`)).status).toBe(
    404,
  );
});

test('says of a report what its runs were', async () => {
  await using own = await startEmulator();
  const { token: report } = (await send(own, 'POST', '/api/acme/reports')).json;
  const query = { data_source_id: 10_001, raw_query: 'SELECT 1' };
  await send(own, 'POST', `/api/acme/reports/${report}/queries`, { body: { query } });
  const before = (await send(own, 'GET', `/api/acme/reports/${report}`)).json;
  expect([before['last_successful_run_token'], before['runs_count'], before['last_run_at']]).toEqual([
    null,
    0,
    null,
  ]);
  const run = await runReport(own, report);
  const after = (await send(own, 'GET', `/api/acme/reports/${report}`)).json;
  expect([after['last_successful_run_token'], after['runs_count']]).toEqual([run.token, 1]);
  expect(after['last_run_at']).toBe(run['created_at']);
  expect(after['last_successfully_run_at']).toBe(run['completed_at']);
});

test('cancels what is under way when it closes, and does not wait for it', async () => {
  const own = await startEmulator();
  const created = (await send(own, 'POST', '/api/acme/reports')).json;
  const endless = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3';
  const query = { data_source_id: '10001', raw_query: endless };
  await send(own, 'POST', `/api/acme/reports/${created.token}/queries`, { body: { query } });
  await send(own, 'POST', `/api/acme/reports/${created.token}/runs`, { body: {} });
  await own.close();
});
