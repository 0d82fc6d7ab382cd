/** The program of `results-memory.test.ts`: reads a result row by row, and says how much memory that took. */
import { basic } from '@bimodal/auth-core';
import { AnalyticsClient } from '../src/index.ts';

const [baseUrl] = process.argv.slice(2);
if (baseUrl === undefined) throw new Error('Usage: read-large-result <origin>');

const credential = basic({ token: 'test-token', secret: 'test-secret' });
await using mode = new AnalyticsClient({ workspace: 'acme', credential, baseUrl });
let rows = 0;
let early = 0;
for await (const row of mode.results.rows({ report: 'r1', run: 'n1' })) {
  if (row['origin'] !== 'SEA') throw new Error(`Row ${rows} is not what was sent.`);
  rows += 1;
  if (rows === 1000) early = process.memoryUsage.rss();
}
process.send?.({ rows, growth: process.resourceUsage().maxRSS * 1024 - early });
process.disconnect?.();
