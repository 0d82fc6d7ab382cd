/** Reads a result row by row, and says how much memory that took. */
import { AnalyticsClient } from '@bimodal/analytics-client';
import { basic } from '@bimodal/auth-core';
import type { CsvMemory } from './csv-memory-result.ts';

const [baseUrl] = process.argv.slice(2);
if (baseUrl === undefined) throw new Error('Usage: worker <origin>');

const credential = basic({ token: 'test-token', secret: 'test-secret' });
await using mode = new AnalyticsClient({ workspace: 'acme', credential, baseUrl });
let rows = 0;
let early = 0;
let peak = 0;
for await (const row of mode.results.rows({ report: 'large', run: 'large' })) {
  if (row['origin'] !== 'SEA') throw new Error(`Row ${rows} is not what was sent.`);
  rows += 1;
  if (rows === 1000) early = process.memoryUsage.rss();
  if (rows % 1000 === 0) peak = Math.max(peak, process.memoryUsage.rss());
}
// The system's own count sees what lies between two looks.
peak = Math.max(peak, process.resourceUsage().maxRSS * 1024);
process.send?.({ rows, early, peak } satisfies CsvMemory);
process.disconnect?.();
