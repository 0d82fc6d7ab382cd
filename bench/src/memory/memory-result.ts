import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Progress, Result } from '../bench-result.ts';
import { clientNames, type ClientName } from '../clients/client.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { startServer } from '../server/start-server.ts';

const run = promisify(execFile);
const calls = 100_000;
/** octokit throttles itself: more would take it many minutes. */
const fewer: Partial<Record<ClientName, number>> = { octokit: 5_000 };
// stripe takes no signal, so there is nothing to compare.
const compared: readonly ClientName[] = clientNames.filter((name) => name !== 'stripe');

interface MemoryRow {
  readonly client: string;
  readonly calls: number;
  readonly heapGrowthBytes: number;
  readonly listenersLeft: number;
  readonly peakRssMiB: number;
}

/** `pnpm bench memory`: what 100,000 calls with one long-lived AbortSignal leave behind. */
export async function memoryResult(progress: Progress): Promise<Result> {
  using server = await startServer();
  const rows: MemoryRow[] = [];
  for (const client of compared) {
    const made = fewer[client] ?? calls;
    progress(`${client}: ${made} calls`);
    const worker = join(import.meta.dirname, 'worker.ts');
    const { stdout } = await run(process.execPath, [
      '--expose-gc',
      '--no-warnings',
      worker,
      client,
      server.url,
      String(made),
    ]);
    rows.push(JSON.parse(stdout) as MemoryRow);
  }
  const cells = rows.map((row) => [
    row.client,
    row.calls,
    Math.round(row.heapGrowthBytes / 1024),
    Math.round((row.heapGrowthBytes / (row.calls * 0.9)) * 10) / 10,
    row.listenersLeft,
    row.peakRssMiB,
  ]);
  const columns = [
    'client',
    'calls',
    'heap growth, KiB',
    'bytes per call',
    'listeners left',
    'peak RSS, MiB',
  ];
  const text = `Calls on one client with one AbortSignal, 10 at a time; growth of the collected heap from the first tenth of the calls to the last.\n\n${markdownTable(columns, cells)}`;
  return { rows, text };
}
