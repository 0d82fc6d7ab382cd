import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, PlatformServer, type Handler } from './platform-server.ts';

const folder = join(import.meta.dirname, '..');
const root = join(folder, '../..');
const run = promisify(execFile);

/** What each snippet prints, in their order. */
const printed: readonly (string | RegExp)[] = [
  'A member key of acme.\n',
  'fedcba654321 succeeded\n',
  'SEA 3\nOSL 5\n30 bytes in flights.csv\n',
  'Analytics: 2 reports\n',
  'report Stale\nreport Fresh\nquery Flights of r1\n0 pages are left.\n',
  'Archived Stale.\n',
  /^<iframe src="https:\/\/app\.mode\.com\/acme\/reports\/abc123def456\/embed\?access_key=test-key&amp;max_age=3600&amp;param_origin=SEA&amp;timestamp=\d+&amp;signature=[0-9a-f]{64}"><\/iframe>\n$/,
  'succeeded\n',
];

const report = '/api/acme/reports/abc123def456';
const queryRuns = `${report}/runs/fedcba654321/query_runs`;
const reports: Handler = (seen, response) => {
  const items = [
    { token: 'r1', name: 'Stale', last_run_at: '2020-01-01T00:00:00.000Z', archived: false, query_count: 1 },
    { token: 'r2', name: 'Fresh', last_run_at: new Date().toISOString(), archived: false, query_count: 0 },
  ];
  json(200, { _embedded: { reports: /page=[2-9]/.test(seen.url) ? [] : items } })(seen, response);
};
const csv: Handler = (_seen, response) => {
  response
    .writeHead(200, { 'content-type': 'text/csv', 'content-length': 30 })
    .end('origin,flights\r\nSEA,3\r\nOSL,5\r\n');
};

let server: PlatformServer;
let place = '';
let snippets: string[] = [];

beforeAll(async () => {
  server = await new PlatformServer()
    .on('GET /api/verify', json(200, { workspace: 'acme', api_key_scope: 'member' }))
    .on(`POST ${report}/runs`, json(202, { token: 'fedcba654321', state: 'enqueued' }))
    .on(`GET ${report}/runs/fedcba654321`, json(200, { token: 'fedcba654321', state: 'succeeded' }))
    .on(
      `GET ${queryRuns}`,
      json(200, {
        _embedded: {
          query_runs: [{ token: 'qr', query_token: 'q', query_name: 'Flights', state: 'succeeded' }],
        },
      }),
    )
    .on(`GET ${queryRuns}/qr/results/content.csv`, csv)
    .on('GET /api/acme/spaces', json(200, { _embedded: { spaces: [{ token: 'c1', name: 'Analytics' }] } }))
    .on('GET /api/acme/spaces/c1/reports', reports)
    .on(
      'GET /api/acme/reports/r1/queries',
      json(200, { _embedded: { queries: [{ token: 'q1', name: 'Flights' }] } }),
    )
    .on('PATCH /api/acme/reports/r1/archive', json(200, { token: 'r1', archived: true }))
    .on('GET /api/acme/reports/r1/runs/n1', json(200, { token: 'n1', state: 'succeeded' }))
    .start();
  // Inside the package, so that it is found by its name.
  place = await mkdtemp(join(folder, 'test/.snippets-'));
  const readme = await readFile(join(folder, 'README.md'), 'utf8');
  snippets = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] ?? '');
  await Promise.all(snippets.map((text, at) => writeFile(join(place, `snippet-${at}.ts`), text)));
});

afterAll(async () => {
  await rm(place, { recursive: true, force: true });
  await server[Symbol.asyncDispose]();
});

describe("the README's snippets", { timeout: 240_000 }, () => {
  it('are as many as there are expectations, and a dozen lines or so each', () => {
    expect(snippets).toHaveLength(printed.length);
    for (const snippet of snippets) expect(snippet.trim().split('\n').length).toBeLessThanOrEqual(14);
  });

  it('pass the type checker', async () => {
    const options = { extends: '../../../../tsconfig.base.json', include: ['*.ts'] };
    await writeFile(join(place, 'tsconfig.json'), JSON.stringify(options));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [tsc, '-p', place]).catch((error: { stdout?: string }) => {
      throw new Error(error.stdout);
    });
  });

  it.each(printed.map((text, at) => [at, text] as const))('print what they should (%i)', async (at, text) => {
    const env = {
      ...process.env,
      MODE_ANALYTICS_WORKSPACE: 'acme',
      MODE_ANALYTICS_TOKEN: 'test-token',
      MODE_ANALYTICS_SECRET: 'test-secret',
      MODE_ANALYTICS_BASE_URL: server.url,
    };
    const { stdout } = await run(process.execPath, [join(place, `snippet-${at}.ts`)], { env, cwd: place });
    expect(stdout).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
  });
});
