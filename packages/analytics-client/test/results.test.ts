import { mkdtemp, readFile, readdir, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BodyError, NotFoundError } from '@bimodal/auth-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  InputError,
  ResultPurgedError,
  RowError,
  RunFailedError,
  type DownloadProgress,
} from '../src/index.ts';
import { json, PlatformServer, type Handler } from './platform-server.ts';

const run = 'GET /api/acme/reports/r1/runs/n1';
const list = `${run}/query_runs`;
const content = (format: string): string => `${list}/qr-a/results/content.${format}`;
const queryRuns = json(200, {
  _embedded: {
    query_runs: [
      { token: 'qr-a', query_token: 'a', query_name: 'Flights', state: 'succeeded' },
      { token: 'qr-b', query_token: 'b', query_name: 'Twice', state: 'succeeded' },
      { token: 'qr-c', query_token: 'c', query_name: 'Twice', state: 'succeeded' },
    ],
  },
});
const file = (type: string, body: string | Buffer, headers: Record<string, string> = {}): Handler => {
  return (_seen, response) =>
    response
      .writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers })
      .end(body);
};
const csv = file('text/csv; charset=utf-8', 'origin,flights\r\nSEA,3\r\nOSL,5\r\n');
const rowsInJson = file('application/json', '[{"origin":"SEA","flights":3},{"origin":"OSL","flights":null}]');
const place = { report: 'r1', run: 'n1', query: 'a' };
const gone = json(404, { id: 'not_found', message: 'run results not found' });

const started = (): Promise<PlatformServer> =>
  new PlatformServer().on(list, queryRuns).on(content('csv'), csv).on(content('json'), rowsInJson).start();

describe('results.rows', () => {
  it('finds the query by its name', async () => {
    await using server = await started();
    await using mode = server.client();
    const rows = await mode.results.rows({ ...place, query: 'Flights' }).toArray();
    expect(rows).toEqual([
      { origin: 'SEA', flights: '3' },
      { origin: 'OSL', flights: '5' },
    ]);
    const twice = mode.results.rows({ ...place, query: 'Twice' }).toArray();
    await expect(twice).rejects.toBeInstanceOf(InputError);
  });

  it('reads rows with their types from JSON', async () => {
    await using server = await started();
    await using mode = server.client();
    expect(await mode.results.rows({ ...place, format: 'json' }).toArray()).toEqual([
      { origin: 'SEA', flights: 3 },
      { origin: 'OSL', flights: null },
    ]);
  });

  it('gives what a schema makes of them, synchronous or not', async () => {
    await using server = await started();
    await using mode = server.client();
    const schema = z.object({ origin: z.string(), flights: z.coerce.number() });
    const rows = await mode.results.rows({ ...place, schema }).toArray();
    const total: number = rows.reduce((sum, { flights }) => sum + flights, 0);
    expect(total).toBe(8);
    const later = z.object({ origin: z.string() }).refine(() => Promise.resolve(true));
    expect(await mode.results.rows({ ...place, schema: later }).toArray()).toHaveLength(2);
  });

  it.each(
    (['csv', 'json'] as const).flatMap((format) =>
      ['a', 'Flights'].flatMap((query) => [true, false].map((typed) => [format, query, typed] as const)),
    ),
  )('reads %s by %s, with a schema: %s', async (format, query, typed) => {
    await using server = await started();
    await using mode = server.client();
    const schema = z.object({ origin: z.string(), flights: z.coerce.number() });
    const input = { ...place, query, format };
    const rows = typed
      ? await mode.results.rows({ ...input, schema }).toArray()
      : format === 'csv'
        ? await mode.results.rows({ ...input, format }).toArray()
        : await mode.results.rows({ ...input, format }).toArray();
    expect(rows[0]).toEqual({ origin: 'SEA', flights: typed || format === 'json' ? 3 : '3' });
    expect(rows).toHaveLength(2);
  });

  it.each(['csv', 'json'] as const)(
    'gives what came before a result that is cut short, then throws (%s)',
    async (format) => {
      await using server = await started();
      const body = format === 'csv' ? 'a\n1\n2\n3' : '[{"a":1},{"a":2},{"a"';
      server.on(content(format), (_seen, response) => {
        const type = format === 'csv' ? 'text/csv' : 'application/json';
        response
          .writeHead(200, { 'content-type': type, 'content-length': 1000 })
          .write(body, () => response.destroy());
      });
      await using mode = server.client();
      const seen: unknown[] = [];
      const reading = async (): Promise<void> => {
        const input = { ...place, schema: z.unknown(), format };
        for await (const row of mode.results.rows(input)) seen.push(row);
      };
      await expect(reading()).rejects.toMatchObject({ name: 'BodyError', fault: 'truncated' });
      expect(seen).toHaveLength(2);
    },
  );

  it('says which row the schema does not take', async () => {
    await using server = await started();
    await using mode = server.client();
    const schema = z.object({ origin: z.string(), flights: z.number() });
    const rows = mode.results.rows({ ...place, format: 'json', schema });
    const error: unknown = await rows.toArray().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RowError);
    expect(error).toMatchObject({ row: 2, issues: [{ path: 'flights' }] });
  });

  it('tells results that were purged from those that are not there', async () => {
    await using server = await started();
    server.on(content('csv'), gone).on(run, json(200, { token: 'n1', state: 'succeeded' }));
    await using mode = server.client();
    await expect(mode.results.rows(place).toArray()).rejects.toBeInstanceOf(NotFoundError);
    const purge_started_at = '2026-05-27T07:33:01.514Z';
    server.on(run, json(200, { token: 'n1', state: 'succeeded', purge_started_at }));
    const error: unknown = await mode.results
      .rows(place)
      .toArray()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResultPurgedError);
    expect(error).toMatchObject({ run: { purge_started_at }, operation: 'results.rows' });
    await expect(mode.results.download({ ...place, to: 'never' })).rejects.toMatchObject({
      name: 'ResultPurgedError',
      operation: 'results.download',
    });
    await expect(mode.results.download({ ...place, query: 'none', to: 'never' })).rejects.toMatchObject({
      name: 'InputError',
      operation: 'results.download',
      message: expect.stringMatching(/^results\.download: pass as `query`/) as string,
    });
  });

  it('says what the warehouse said where the run failed, and that it is not over where it is not', async () => {
    await using server = await started();
    const failed = { token: 'qr-a', query_token: 'a', state: 'failed', error_message: 'no table "flights"' };
    server.on(list, json(200, { _embedded: { query_runs: [failed] } }));
    server.on(content('csv'), gone).on(run, json(200, { token: 'n1', state: 'failed' }));
    await using mode = server.client();
    const error: unknown = await mode.results
      .rows(place)
      .toArray()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RunFailedError);
    expect(error).toMatchObject({ failures: [failed], cause: { name: 'NotFoundError' } });
    server.on(run, json(200, { token: 'n1', state: 'enqueued' }));
    await expect(mode.results.rows(place).toArray()).rejects.toBeInstanceOf(NotFoundError);
  });

  it.each(['csv', 'json'] as const)(
    'never takes a gzip that ends early for a whole result (%s)',
    async (format) => {
      await using server = await started();
      const whole = gzipSync(
        format === 'csv' ? 'a\n1\n'.repeat(10_000) : `[${'{"a":1},'.repeat(9_999)}{"a":1}]`,
      );
      const cut = whole.subarray(0, -9);
      const type = format === 'csv' ? 'text/csv' : 'application/json';
      server.on(content(format), file(type, cut, { 'content-encoding': 'gzip' }));
      await using mode = server.client();
      const read =
        format === 'csv'
          ? mode.results.rows(place).toArray()
          : mode.results.rows({ ...place, format: 'json' }).toArray();
      await expect(read).rejects.toBeInstanceOf(BodyError);
    },
  );

  it('refuses what is not JSON where JSON was asked for', async () => {
    await using server = await started();
    server.on(content('json'), file('text/html', '<html>'));
    await using mode = server.client();
    await expect(mode.results.rows({ ...place, format: 'json' }).toArray()).rejects.toThrow(
      'text/html, not JSON',
    );
  });
});

describe('results.tables', () => {
  it('gives one stream of rows for each query', async () => {
    await using server = await started();
    for (const [token, rows] of [
      ['b', 'x\n1\n'],
      ['c', 'y\n'],
    ] as const) {
      server.on(`${list}/qr-${token}/results/content.csv`, file('text/csv', rows));
    }
    await using mode = server.client();
    const tables: unknown[] = [];
    for await (const { query, name, rows } of mode.results.tables({ report: 'r1', run: 'n1' })) {
      tables.push([query, name, await rows.toArray()]);
    }
    expect(tables).toEqual([
      [
        'a',
        'Flights',
        [
          { origin: 'SEA', flights: '3' },
          { origin: 'OSL', flights: '5' },
        ],
      ],
      ['b', 'Twice', [{ x: '1' }]],
      ['c', 'Twice', []],
    ]);
  });
});

describe('results.download', () => {
  let folder = '';
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'bimodal-results-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('saves the whole file, and tells how far it is', async () => {
    await using server = await started();
    await using mode = server.client();
    const to = join(folder, 'flights.csv');
    const progress: DownloadProgress[] = [];
    const onProgress = (told: DownloadProgress): void => void progress.push(told);
    const saved = await mode.results.download({ ...place, to, onProgress });
    expect(saved).toEqual({ path: to, bytes: 30, contentType: 'text/csv' });
    expect(await readFile(to, 'utf8')).toBe('origin,flights\r\nSEA,3\r\nOSL,5\r\n');
    expect(progress.at(-1)).toEqual({ bytes: 30, total: 30 });
    expect(await readdir(folder)).toEqual(['flights.csv']);
  });

  it.skipIf(process.platform === 'win32')('leaves a link a link, and a private file private', async () => {
    await using server = await started();
    await using mode = server.client();
    const archived = join(folder, 'archived.csv');
    await writeFile(archived, 'old', { mode: 0o600 });
    const to = join(folder, 'latest.csv');
    await symlink('archived.csv', to);
    await mode.results.download({ ...place, to });
    expect(await readlink(to)).toBe('archived.csv');
    expect(await readFile(archived, 'utf8')).toContain('SEA,3');
    expect((await stat(archived)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['archived.csv', 'latest.csv']);
  });

  it('leaves the file that was there, and nothing else, where it is cut off', async () => {
    await using server = await started();
    server.on(content('csv'), (_seen, response) => {
      response
        .writeHead(200, { 'content-type': 'text/csv', 'content-length': 1000 })
        .write('a\n1\n', () => response.destroy());
    });
    await using mode = server.client();
    const to = join(folder, 'flights.csv');
    await writeFile(to, 'old');
    await expect(mode.results.download({ ...place, to })).rejects.toBeInstanceOf(BodyError);
    expect([await readdir(folder), await readFile(to, 'utf8')]).toEqual([['flights.csv'], 'old']);
  });

  it('saves no page that was put in the place of a result', async () => {
    await using server = await started();
    const page = file('text/html', '<html>Sign in</html>');
    server.on(content('csv'), page).on(content('json'), page);
    await using mode = server.client();
    const to = join(folder, 'flights.csv');
    await expect(mode.results.download({ ...place, to })).rejects.toThrow('text/html, not text/csv');
    await expect(mode.results.download({ ...place, to, format: 'json' })).rejects.toThrow('not JSON');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is ended by a progress callback that throws', async () => {
    await using server = await started();
    await using mode = server.client();
    const enough = new Error('enough');
    const onProgress = (): never => {
      throw enough;
    };
    await expect(mode.results.download({ ...place, to: join(folder, 'x.csv'), onProgress })).rejects.toBe(
      enough,
    );
    expect(await readdir(folder)).toEqual([]);
  });
});
