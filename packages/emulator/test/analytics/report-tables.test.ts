import { AnalyticsClient, type Row } from '@bimodal/analytics-client';
import { basic } from '@bimodal/auth-core';
import { expect, test } from 'vitest';
import { useEmulator } from '../../src/vitest.ts';

const emulator = useEmulator();

test('gives the client one table for each query, whether it answers with CSV or zip', async () => {
  const { url, seeds } = emulator();
  const { workspace, keys, reports } = seeds.analytics;
  const credential = basic(keys.workspace);
  await using mode = new AnalyticsClient({ baseUrl: url, workspace, credential, validate: 'strict' });
  const sizes = async (report: string, latest: boolean): Promise<unknown[]> => {
    const { token: run } = await mode.reports.runAndWait({ report }, { pollInterval: 20 });
    const tables: [string | undefined, number, Row | undefined][] = [];
    for await (const { file, rows } of mode.results.reportTables(latest ? { report } : { report, run })) {
      const all = await rows.toArray();
      tables.push([file, all.length, all[0]]);
    }
    return tables;
  };
  for (const latest of [false, true]) {
    expect(await sizes(reports.example, latest)).toEqual([
      [
        expect.stringMatching(/^sales-by-region-.*\.csv$/),
        4,
        { region: 'West', orders: '1', revenue: '300' },
      ],
    ]);
    expect(await sizes(reports.severalQueries, latest)).toEqual([
      ['numbers.csv', 10, expect.objectContaining({})],
      ['letters.csv', 5, { letter: 'A', place: '1' }],
    ]);
  }
});
