import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { AnalyticsClient, type CrawlCheckpoint } from '@bimodal/analytics-client';

/**
 * Crawls, and keeps a checkpoint after each object: `node crawl-process.ts <file> [stop]`. Where the file is there it goes on
 * from it. It prints each object's kind and token; after `stop` of them it waits to be killed.
 */
const [file = '', stop = 'Infinity'] = process.argv.slice(2);
const mode = new AnalyticsClient();
const checkpoint = read();
const crawl = mode.crawl({ concurrency: 3, ...(checkpoint && { checkpoint }) });
let given = 0;
for await (const found of crawl) {
  // Kept before it is told: what was told and not kept would be told twice.
  writeFileSync(`${file}.new`, JSON.stringify(crawl.checkpoint()));
  renameSync(`${file}.new`, file);
  process.stdout.write(`${found.type} ${JSON.stringify(found)}\n`);
  given += 1;
  if (given >= Number(stop)) await new Promise((resolve) => setInterval(resolve, 3_600_000));
}
await mode.close();

function read(): CrawlCheckpoint | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CrawlCheckpoint;
  } catch {
    return undefined;
  }
}
