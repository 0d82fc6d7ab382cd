/** A process that makes calls under a limit that it shares with others, until it is told to stop. */
import { operation } from '@bimodal/contract';
import { createContract } from '@bimodal/contract/runtime';
import { dataOf } from '@bimodal/contract/testing';
import pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { z } from 'zod';
import { modeCloudKey, rateLimit } from '../src/index.ts';
import { Engine } from '../src/internal.ts';

const [url = '', database = '', points = '', duration = ''] = process.argv.slice(2);

const contract = createContract([
  dataOf(
    operation({
      id: 'things.list',
      method: 'GET',
      path: '/things',
      input: z.object({}),
      output: z.object({}),
      idempotent: true,
      source: 'inferred',
      doc: 'Lists things.',
    }),
  ),
]);

const pool = new pg.Pool({ connectionString: database, connectionTimeoutMillis: 1_000 });
// A restarted server ends idle connections; the pool makes new ones.
pool.on('error', () => undefined);
const store = await new Promise<RateLimiterPostgres>((resolve, reject) => {
  const made: RateLimiterPostgres = new RateLimiterPostgres(
    { storeClient: pool, points: Number(points), duration: Number(duration), tableName: 'limits' },
    (error?: Error) => (error ? reject(error) : resolve(made)),
  );
});

const engine = new Engine(
  {
    platform: { name: 'Things', productionUrl: url, readFailure: () => ({}), credentialAdvice: '' },
    product: 'limited-caller/1',
    loadContract: async () => contract,
  },
  { baseUrl: url, limiter: rateLimit(store) },
  modeCloudKey('test-key'),
);

const stop = new AbortController();
process.on('message', () => stop.abort());
process.send?.('ready');

let calls = 0;
const lane = async (): Promise<void> => {
  while (!stop.signal.aborted) {
    await engine.call('things.list', {}, { timeout: 60_000 });
    calls += 1;
  }
};
await Promise.all(Array.from({ length: 4 }, lane));
await engine.close();
await pool.end();
process.send?.(calls);
process.disconnect();
