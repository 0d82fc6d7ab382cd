import { AnalyticsClient, basic } from '@bimodal/analytics-client';
import { expect, test } from 'vitest';
import { judge } from './judge.ts';

// Nothing listens there: what is judged by its own dates sends nothing.
const mode = new AnalyticsClient({
  workspace: 'acme',
  baseUrl: 'http://127.0.0.1:9',
  credential: basic({ token: 'test-token', secret: 'test-secret' }),
});
const cutoff = new Date('2026-08-01');
const old = '2020-01-01T00:00:00Z';

test.each([
  [{ created_at: null, last_run_at: old }, 'does not say when it was made'],
  [{ created_at: 'long ago' }, 'is no date'],
  [{ created_at: old, last_run_at: 'yesterday' }, 'is no date'],
])('a report whose dates say too little is not judged: %j', async (dates, words) => {
  const report = { token: 'abc123def456', schedules_count: 0, ...dates };
  await expect(judge(mode, { report, cutoff, viewedAt: undefined })).rejects.toThrow(words);
});

test('a report of which nobody knows when it was viewed is not judged, unless it is in use anyway', async () => {
  const viewedAt = 'unknown' as const;
  const report = { token: 'abc123def456', schedules_count: 0, created_at: old };
  await expect(judge(mode, { report, cutoff, viewedAt })).rejects.toThrow('may have been viewed or not');
  const edited = { ...report, edited_at: '2026-08-02T00:00:00Z' };
  expect(await judge(mode, { report: edited, cutoff, viewedAt })).toMatchObject({ stale: false });
});

test('a report is as old as its last use', async () => {
  const report = { token: 'abc123def456', schedules_count: 0, created_at: old };
  expect(await judge(mode, { report, cutoff, viewedAt: undefined })).toMatchObject({ stale: true });
  expect(await judge(mode, { report, cutoff, viewedAt: new Date('2026-08-02') })).toMatchObject({
    stale: false,
  });
});
