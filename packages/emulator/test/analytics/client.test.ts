import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AnalyticsClient, RunFailedError } from '@bimodal/analytics-client';
import { AuthenticationError, NotFoundError, basic } from '@bimodal/auth-core';
import { expect, test } from 'vitest';
import { useEmulator } from '../../src/vitest.ts';

const files = join(dirname(fileURLToPath(import.meta.resolve('vega-datasets'))), '../data');
const emulator = useEmulator({ files });

/** The public client, which takes nothing from the emulator that its contract does not say. */
function client(
  key: Parameters<typeof basic>[0] = emulator().seeds.analytics.keys.workspace,
): AnalyticsClient {
  const { url, seeds } = emulator();
  return new AnalyticsClient({
    baseUrl: url,
    workspace: seeds.analytics.workspace,
    credential: basic(key),
    validate: 'strict',
  });
}

test('runs “Flight delays by origin” over three million flights', async () => {
  await using mode = client();
  const { example: report } = emulator().seeds.analytics.reports;
  expect((await mode.reports.get({ report })).name).toBe('Flight delays by origin');
  const states: string[] = [];
  const run = await mode.reports.runAndWait(
    { report, parameters: { month: 2, min_flights: 10_000, limit: 3 } },
    { pollInterval: 20, onProgress: ({ state }) => states.push(state) },
  );
  expect([states[0], run.state]).toEqual(['enqueued', 'succeeded']);
  const rows = [];
  for await (const row of mode.results.rows({ report, run: run.token })) rows.push(row);
  expect(rows).toEqual([
    { origin: 'DEN', flights: '10122', mean_delay_minutes: '14.6', late_percent: '31.1' },
    { origin: 'PHX', flights: '14460', mean_delay_minutes: '13.05', late_percent: '26.8' },
    { origin: 'DFW', flights: '24091', mean_delay_minutes: '12.61', late_percent: '27' },
  ]);
});

test('finds every report of a collection, and every run of a report', async () => {
  await using mode = client();
  const { notes } = emulator().seeds.analytics.collections;
  const reports = await mode.reports.listInCollection({ collection: notes }).toArray();
  expect(reports.map(({ name }) => name).toSorted()).toHaveLength(65);
  const { token: report } = reports[0] ?? { token: '' };
  const begun = new Set<string>();
  for (let n = 0; n < 25; n += 1) begun.add((await mode.reportRuns.create({ report })).token);
  const found = await mode.reportRuns.list({ report }).toArray();
  // Before them is the run that it has from the start.
  expect(found).toHaveLength(26);
  expect(new Set(found.slice(0, 25).map(({ token }) => token))).toEqual(begun);
});

test('says what the warehouse said', async () => {
  await using mode = client();
  const { failing: report } = emulator().seeds.analytics.reports;
  const failure: unknown = await mode.reports
    .runAndWait({ report }, { pollInterval: 10 })
    .catch((error: unknown) => error);
  expect(RunFailedError.isInstance(failure)).toBe(true);
  expect(String(failure)).toContain('missing_column');
});

test('goes through every operation that the client has, with nothing out of the contract', async () => {
  await using mode = client();
  const { report, name } = { report: (await mode.reports.create({})).token, name: 'Made by a test' };
  const { analytics: collection } = emulator().seeds.analytics.collections;
  expect(await mode.reports.update({ report, name, space_token: collection })).toMatchObject({ name });
  const query = await mode.queries.create({ report, data_source_id: 10001, raw_query: 'SELECT 1 AS one' });
  await mode.queries.update({ report, query: query.token, raw_query: "SELECT 1 AS one, '' AS nothing" });
  expect(await mode.queries.get({ report, query: query.token })).toMatchObject({ name: 'Query 1' });
  const schedule = await mode.reportSchedules.create({
    report,
    cron: { freq: 'daily', hour: 20, minute: 45 },
  });
  expect(schedule).toMatchObject({ hour: '8:00 pm', cron_hour: 20, minute: '45 minutes past the hour' });
  await mode.reportSchedules.get({ report, schedule: schedule.token });
  await mode.reportSchedules.delete({ report, schedule: schedule.token });
  expect((await mode.reportSchedules.list({ report })).items).toEqual([]);
  const { token: run } = await mode.reports.runAndWait({ report }, { pollInterval: 10 });
  const [queryRun] = (await mode.queryRuns.list({ report, run })).items;
  await mode.queryRuns.get({ report, run, queryRun: queryRun?.token ?? '' });
  const whole = await mode.results.reportCsv({ report, run });
  expect([await whole.text(), whole.contentType]).toEqual(['one,nothing\r\n1,""\r\n', 'text/csv']);
  const rows = await mode.results.reportJson({ report, run });
  expect(JSON.parse(await rows.text())).toEqual([{ one: 1, nothing: '' }]);
  await mode.collections.get({ collection });
  expect(emulator().deviations).toEqual([]);
});

test('is told a wrong secret, an unknown report and a key that has ended by their own errors', async () => {
  const { keys } = emulator().seeds.analytics;
  await using wrong = client({ token: keys.workspace.token, secret: 'test-secret' });
  await expect(wrong.verify()).rejects.toThrow(AuthenticationError);
  await using ended = client(keys.expired);
  await expect(ended.verify()).rejects.toThrow(AuthenticationError);
  await using mode = client();
  expect(await mode.verify()).toMatchObject({ workspace: 'acme', api_key_scope: 'workspace' });
  await expect(mode.reports.get({ report: '000000000000' })).rejects.toThrow(NotFoundError);
});
