import { RunFailedError, type AnalyticsClient, type QueryRun } from '@bimodal/analytics-client';
import { startDatabase, type TestDatabase } from '@bimodal/test-equipment';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { until } from '../calling.ts';
import { clientOf } from './emulated-client.ts';

let server: TestDatabase;
let emulator: Emulator;
let mode: AnalyticsClient;
beforeAll(async () => {
  server = await startDatabase();
  emulator = await startEmulator({ postgres: server.url, strict: true });
  mode = clientOf(emulator);
}, 120_000);
afterAll(async () => {
  await mode?.close();
  await emulator?.close();
}, 120_000);

const cases = [
  {
    name: 'DuckDB over files',
    engine: 'files',
    numbers: 'SELECT n FROM range(2500) AS t (n)',
    endless:
      'SELECT count(*) AS n FROM range(100000000000) AS a (x), range(1000000) AS b (y) WHERE x * y < 0',
    said: /Referenced column "missing_column" not found/,
  },
  {
    name: 'PostgreSQL',
    engine: 'postgres',
    numbers: 'SELECT n FROM generate_series(0, 2499) AS t (n)',
    endless: 'SELECT pg_sleep(600)',
    said: /^ERROR: column "missing_column" does not exist\n {2}Position: 8$/,
  },
] as const;

describe.each(cases)('$name', ({ engine, numbers, endless, said }) => {
  /** A new report with these queries. */
  async function reportOf(...sql: readonly string[]): Promise<string> {
    const { token: report } = await mode.reports.create({});
    const data_source_id = emulator.seeds.analytics.dataSources[engine]?.id ?? 0;
    for (const raw_query of sql) await mode.queries.create({ report, data_source_id, raw_query });
    return report;
  }

  async function queryRunsOf(report: string, run: string): Promise<QueryRun[]> {
    return mode.queryRuns.list({ report, run }).toArray();
  }

  async function countRows(report: string, run: string, queryRun: QueryRun | undefined): Promise<number> {
    const place = { report, run, queryRun: queryRun?.token ?? '' };
    return (JSON.parse(await (await mode.results.json(place)).text()) as unknown[]).length;
  }

  test('fetches 100 rows where the limit is asked for, and all of them elsewhere', async () => {
    const report = await reportOf(numbers, numbers, numbers);
    const data_source_id = emulator.seeds.analytics.dataSources[engine]?.id ?? 0;
    const [first, second, third] = await mode.queries.list({ report }).toArray();
    const attributes = (token = '') => ({ token, data_source_id, create_query_run: true });
    const begun = await mode.reportRuns.createWithQueries({
      report,
      queries_attributes: [
        { ...attributes(first?.token), limit: true },
        { ...attributes(second?.token), name: 'Second', limit: false },
        { ...attributes(third?.token), create_query_run: false },
        { data_source_id, create_query_run: true, raw_query: `${numbers} WHERE n < 7`, limit: true },
      ],
    });
    const run = await mode.reportRuns.wait({ report, run: begun.token }, { pollInterval: 10 });
    const runs = await queryRunsOf(report, run.token);
    expect(runs.map(({ query_name, limit, state }) => [query_name, limit, state])).toEqual([
      ['Query 1', true, 'succeeded'],
      ['Second', false, 'succeeded'],
      ['Query 4', true, 'succeeded'],
    ]);
    const rows = await Promise.all(runs.map((each) => countRows(report, run.token, each)));
    expect(rows).toEqual([100, 2500, 7]);

    const plain = await mode.reports.runAndWait({ report }, { pollInterval: 10 });
    const whole = await queryRunsOf(report, plain.token);
    expect(whole.map(({ limit }) => limit)).toEqual([false, false, false, false]);
    expect(await countRows(report, plain.token, whole[0])).toBe(2500);
  });

  test('runs the queries of a run beside each other, and interrupts what is under way when it is cancelled', async () => {
    const report = await reportOf(endless, `${numbers} WHERE n < 3`);
    const { token: run } = await mode.reportRuns.create({ report });
    // One after the other, the second would never end.
    await until(async () => {
      const states = (await queryRunsOf(report, run)).map(({ state }) => state);
      return states.join() === 'running,succeeded' ? true : undefined;
    });
    await mode.reportRuns.cancel({ report, run });
    const runs = await queryRunsOf(report, run);
    expect(runs.map(({ state }) => state)).toEqual(['cancelled', 'succeeded']);
    expect((await mode.reportRuns.get({ report, run })).state).toBe('cancelled');
    expect(await countRows(report, run, runs[1])).toBe(3);
    // The place that it had in the warehouse is free again: two queries at once find theirs.
    const next = await reportOf(...Array.from({ length: 4 }, () => `${numbers} WHERE n < 3`));
    expect((await mode.reports.runAndWait({ report: next }, { pollInterval: 10 })).state).toBe('succeeded');
  });

  test('makes an SQL error a failed query run, in the warehouse’s own words, beside one that succeeds', async () => {
    const report = await reportOf(
      'SELECT missing_column FROM (VALUES (1)) AS t (n)',
      `${numbers} WHERE n < 3`,
    );
    const failure: unknown = await mode.reports
      .runAndWait({ report }, { pollInterval: 10 })
      .catch((error: unknown) => error);
    if (!RunFailedError.isInstance(failure)) throw failure;
    expect(failure.failures.map(({ error_message }) => error_message)).toEqual([expect.stringMatching(said)]);
    expect(failure.message).toContain('missing_column');
    const runs = await queryRunsOf(report, failure.run.token);
    expect(runs.map(({ state, error_code, error_type }) => [state, error_code, error_type])).toEqual([
      ['failed', 'SqlUnknownColumn', 'generic'],
      ['succeeded', undefined, undefined],
    ]);
    expect(runs[0]?.error_message).toMatch(said);
  });
});
