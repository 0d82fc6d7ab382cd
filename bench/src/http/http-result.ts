import type { Progress, Result } from '../bench-result.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { benchHttp } from './bench-http.ts';

/** `pnpm bench http`: what a call costs, beside raw undici and the peers. */
export async function httpResult(progress: Progress): Promise<Result> {
  const rows = await benchHttp(40, progress);
  const tables = [1, 50].map((concurrency) => {
    const of = rows.filter((row) => row.concurrency === concurrency);
    const raw = of.find((row) => row.client === 'undici');
    const cells = of.map((row) => [
      row.client,
      row.requestsPerSecond,
      row.cpuMicrosPerRequest,
      (row.cpuMicrosPerRequest / (raw?.cpuMicrosPerRequest ?? Number.NaN)).toFixed(2),
      (row.requestsPerSecond / (raw?.requestsPerSecond ?? Number.NaN)).toFixed(2),
    ]);
    const columns = ['client', 'requests/s', 'CPU µs/request', 'CPU ÷ undici', 'requests/s ÷ undici'];
    return `${concurrency} at a time:\n\n${markdownTable(columns, cells)}`;
  });
  const text = `A report of 40 fields, validated by bimodal (\`validate: 'strict'\`), from one server in another process; one process a client, medians of 40 alternated slices.\n\n${tables.join('\n\n')}`;
  return { rows, text };
}
