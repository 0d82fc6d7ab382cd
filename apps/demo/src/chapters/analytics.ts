import { AnalyticsClient } from '@bimodal/analytics-client';
import { basic } from '@bimodal/auth-core';
import type { Narrator } from '../narrators/narrator.ts';
import type { Stage } from '../stage.ts';

/** Mode Analytics: verify a token, look around, run a report with parameters and read its rows. */
export async function tellAnalytics({ emulator }: Stage, narrator: Narrator): Promise<void> {
  narrator.chapter('Mode Analytics: a report over three million flights');
  const { workspace, keys } = emulator.seeds.analytics;
  await using mode = new AnalyticsClient({
    workspace,
    credential: basic(keys.workspace),
    baseUrl: emulator.url,
  });

  const verification = await mode.verify();
  narrator.tell(`The token is good: a ${verification.api_key_scope} token of "${verification.workspace}".`, {
    fact: 'credential.verified',
    platform: 'Mode Analytics',
    workspace: verification.workspace ?? null,
    kind: verification.api_key_scope ?? null,
  });

  const report = await findReport(mode, narrator, 'Flight delays by origin');
  await runReport(mode, narrator, report);
}

async function findReport(mode: AnalyticsClient, narrator: Narrator, name: string): Promise<string> {
  let found: string | undefined;
  for await (const collection of mode.collections.list({ filter: 'all' })) {
    const reports = await mode.reports.listInCollection({ collection: collection.token }).toArray();
    narrator.tell(`Collection "${collection.name}" holds ${reports.length} reports.`, {
      fact: 'collection',
      name: collection.name ?? null,
      token: collection.token,
      reports: reports.length,
    });
    found ??= reports.find((report) => report.name === name)?.token;
  }
  if (found === undefined) throw new Error(`There is no report "${name}".`);
  narrator.tell(`The report "${name}" is ${found}.`, { fact: 'report', name, token: found });
  return found;
}

async function runReport(mode: AnalyticsClient, narrator: Narrator, report: string): Promise<void> {
  const parameters = { min_flights: 20_000, limit: 12 };
  const run = await mode.reports.runAndWait(
    { report, parameters },
    {
      pollInterval: 100,
      onProgress: ({ state, elapsed, attempt }) =>
        narrator.progress(`  run is ${state} (${Math.round(elapsed)} ms)`, {
          fact: 'run.progress',
          state,
          elapsed: Math.round(elapsed),
          attempt,
        }),
    },
  );
  narrator.tell(`The run ${run.token} has ${run.state}. Its rows, as they are streamed:`, {
    fact: 'run.finished',
    token: run.token,
    state: run.state,
    ...parameters,
  });

  const rows: Record<string, string>[] = [];
  for await (const row of mode.results.rows({ report, run: run.token })) rows.push(row);
  const columns = Object.keys(rows[0] ?? {});
  narrator.table(
    columns,
    rows.map((row) => columns.map((column) => row[column] ?? null)),
    rows.map((row) => ({ fact: 'run.row', ...row })),
  );
  narrator.chart(
    rows.map((row) => ({ label: row['origin'] ?? '', value: Number(row['mean_delay_minutes']) })),
    'min',
  );
}
