import { RunFailedError } from '@bimodal/analytics-client';
import { afterEach, expect, test, vi } from 'vitest';
import { useEmulator } from '../../src/vitest.ts';
import { clientOf } from './emulated-client.ts';

const emulator = useEmulator();
const reports = () => emulator().seeds.analytics.reports;
const wait = { pollInterval: 10 };
afterEach(() => {
  vi.useRealTimers();
});

test('a failed run’s error carries what the warehouse said of the queries that failed', async () => {
  await using mode = clientOf(emulator());
  const failure: unknown = await mode.reports
    .runAndWait({ report: reports().failing }, wait)
    .catch((error: unknown) => error);
  if (!RunFailedError.isInstance(failure)) throw failure;
  expect(failure.message).toMatch(/query "No such column" said: .*missing_column/);
  expect(failure.failures).toMatchObject([{ state: 'failed', error_code: 'SqlUnknownColumn' }]);
});

test('a PDF is asked for, waited for and given', async () => {
  await using mode = clientOf(emulator());
  const report = reports().severalQueries;
  const { token: run } = await mode.reports.runAndWait({ report }, wait);
  const pdf = await mode.pdfExports.pdf({ report, run }, wait);
  expect(pdf.contentType).toBe('application/pdf');
  expect(pdf.filename).toMatch(/^numbers-and-letters-[0-9a-f]{12}-\d{4}-\d\d-\d\d\.pdf$/);
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) chunks.push(chunk);
  expect(Buffer.concat(chunks).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a purge goes window by window, and leaves what is younger', async () => {
  await using mode = clientOf(emulator());
  const report = reports().example;
  const { token: run } = await mode.reports.runAndWait({ report }, wait);
  const before = emulator().requestCount;
  await mode.reports.purgeInWindows({ time: '2026-03-01', from: '2026-01-01', days: 31 });
  expect(emulator().requestCount - before).toBe(2);
  expect(await (await mode.results.reportCsv({ report, run })).text()).toMatch(/^region,/);
});

test('a purge removes the results of old runs, which say so', async () => {
  await using mode = clientOf(emulator());
  const report = reports().example;
  const { token: run } = await mode.reports.runAndWait({ report }, wait);
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 40 * 86_400_000);
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  await mode.reports.purgeInWindows({ time: day(2), from: day(60), days: 30 });
  expect((await mode.reportRuns.get({ report, run })).purge_completed_at).toEqual(expect.any(String));
  await expect(mode.results.rows({ report, run }).toArray()).rejects.toThrow(/purged/);
});

test('a signature token is minted, used again, renewed before it ends, and deleted', async () => {
  const mode = clientOf(emulator());
  let before = emulator().requestCount;
  const sent = (): number => {
    const count = emulator().requestCount - before;
    before = emulator().requestCount;
    return count;
  };
  const [first] = await Promise.all([mode.discovery.listReports(), mode.discovery.listQueries()]);
  expect(first.items.length).toBeGreaterThan(60);
  expect(sent()).toBe(3);
  await mode.discovery.listCharts();
  expect(sent()).toBe(1);
  // It lives for an hour: within the last minute, calls wait for the next one.
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 3_570_000);
  await mode.discovery.listMembers();
  // Another one was made, the one before deleted, and the list read.
  await expect.poll(() => emulator().requestCount - before).toBe(3);
  sent();
  await mode.close();
  expect(sent()).toBe(1);
});
