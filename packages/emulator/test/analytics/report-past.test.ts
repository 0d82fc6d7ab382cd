import { AnalyticsClient, basic } from '@bimodal/analytics-client';
import { expect, test } from 'vitest';
import { useEmulator } from '../../src/vitest.ts';

const emulator = useEmulator();

test('a report is as old as it is told to be, for both APIs', async () => {
  const { url, seeds } = emulator();
  const { keys, reports, workspace } = seeds.analytics;
  await using mode = new AnalyticsClient({ baseUrl: url, workspace, credential: basic(keys.workspace) });
  const report = reports.severalQueries;
  emulator().setReportPast(report, {
    createdAt: new Date('2024-01-01T00:00:00Z'),
    editedAt: new Date('2024-02-01T00:00:00Z'),
    lastRunAt: new Date('2024-03-01T00:00:00Z'),
    lastViewedAt: new Date('2024-04-01T00:00:00Z'),
    viewCount: 7,
  });
  expect(await mode.reports.get({ report })).toMatchObject({
    created_at: '2024-01-01T00:00:00.000Z',
    edited_at: '2024-02-01T00:00:00.000Z',
    last_run_at: '2024-03-01T00:00:00.000Z',
    view_count: 7,
  });
  const found = await mode.discovery.listReports().toArray();
  expect(found.find(({ token }) => token === report)).toMatchObject({
    last_viewed_at: '2024-04-01T00:00:00.000Z',
    last_run_at: '2024-03-01T00:00:00.000Z',
  });
  // A later word about one thing leaves the others alone.
  emulator().setReportPast(report, { viewCount: 8 });
  expect(await mode.reports.get({ report })).toMatchObject({
    created_at: '2024-01-01T00:00:00.000Z',
    view_count: 8,
  });
});

test('a report that is not there has no past', () => {
  expect(() => emulator().setReportPast('0123456789ab', {})).toThrow('There is no report "0123456789ab".');
});
