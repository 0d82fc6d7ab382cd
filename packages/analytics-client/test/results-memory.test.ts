import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { json, PlatformServer } from './platform-server.ts';

const header = 'id,origin,destination,note\r\n';
const line = '1234567,SEA,MIA,"late, ""again"", à Paris, by more than an hour this time"\r\n';
const block = line.repeat(10_000);
const blocks = 250;

// `pnpm bench csv-memory` measures 1 GiB; this bound is wide, so that only what grows with the result exceeds it.
test.each(['plain', 'gzip'])(
  'reads %s results that are larger than the memory it adds',
  async (how) => {
    const packed = how === 'gzip';
    const [first, next] = [header, block].map((text) => (packed ? gzipSync(text) : Buffer.from(text)));
    await using server = await new PlatformServer().start();
    const list = 'GET /api/acme/reports/r1/runs/n1/query_runs';
    const only = { token: 'qr', query_token: 'q', query_name: 'Q', state: 'succeeded' };
    server.on(list, json(200, { _embedded: { query_runs: [only] } }));
    server.on(`${list}/qr/results/content.csv`, (_seen, response) => {
      response.writeHead(200, { 'content-type': 'text/csv', ...(packed && { 'content-encoding': 'gzip' }) });
      const bytes = [first, ...Array.from({ length: blocks }, () => next)];
      pipeline(Readable.from(bytes), response, () => undefined);
    });
    const child = fork(join(import.meta.dirname, 'read-large-result.ts'), [server.url], { execArgv: [] });
    const [told] = await Promise.race([once(child, 'message'), ended(child)]);
    expect(told.rows).toBe(blocks * 10_000);
    expect(blocks * block.length).toBeGreaterThan(180 * 2 ** 20);
    expect(told.growth).toBeLessThan(96 * 2 ** 20);
  },
  120_000,
);

async function ended(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'close');
  throw new Error(`The reader ended with ${code}.`);
}
