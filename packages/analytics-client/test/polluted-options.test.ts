import { describe, expect, it } from 'vitest';
import { json, PlatformServer, type Handler } from './platform-server.ts';

/** Does something while names that nobody else looks for are on `Object.prototype`. */
async function polluted<T>(names: Readonly<Record<string, unknown>>, work: () => Promise<T>): Promise<T> {
  for (const [name, value] of Object.entries(names)) Reflect.set(Object.prototype, name, value);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(names)) Reflect.deleteProperty(Object.prototype, name);
  }
}

const run = 'GET /api/acme/reports/r1/runs/n1';
const csv: Handler = (_seen, response) =>
  response
    .writeHead(200, { 'content-type': 'text/csv', 'content-length': 8 })
    .end('a\r\n1\r\n2\r\n'.slice(0, 8));
const oneQuery = json(200, {
  _embedded: { query_runs: [{ token: 'q1', query_token: 'a', state: 'succeeded' }] },
});

function platform(): Promise<PlatformServer> {
  return new PlatformServer()
    .on(`${run}/query_runs`, oneQuery)
    .on(`${run}/query_runs/q1/results/content.csv`, csv)
    .on('POST /api/acme/reports/r1/runs', json(202, { token: 'n1', state: 'pending' }))
    .on(run, json(200, { token: 'n1', state: 'succeeded' }))
    .on('POST /api/acme/reports/purge', json(202, {}))
    .start();
}

describe('a prototype that is polluted later', () => {
  it('changes no rows, nor how many', async () => {
    await using server = await platform();
    await using mode = server.client();
    const rows = () => mode.results.rows({ report: 'r1', run: 'n1' }).toArray();
    expect(await rows()).toHaveLength(2);
    for (const names of [{ format: 'json' }, { query: 'other' }, { limit: 1 }, { workspace: 'other' }]) {
      expect(await polluted(names, rows)).toEqual([{ a: '1' }, { a: '2' }]);
    }
  });

  it('waits for the run that was begun', async () => {
    await using server = await platform();
    await using mode = server.client();
    const wait = () => mode.reports.runAndWait({ report: 'r1' }, { pollInterval: 1 });
    expect(await polluted({ workspace: 'other', run: 'other' }, wait)).toMatchObject({ token: 'n1' });
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/api/acme/reports/r1/runs',
      '/api/acme/reports/r1/runs/n1',
    ]);
  });

  it('purges no other workspace, and nothing more', async () => {
    await using server = await platform();
    await using mode = server.client();
    const purge = () => mode.reports.purgeInWindows({ time: '2026-03-01', from: '2026-02-20' });
    await polluted({ workspace: 'other', in_progress: false, days: 1 }, purge);
    expect(server.requests.map(({ url }) => url)).toEqual(['/api/acme/reports/purge?time=2026-03-01']);
  });
});
