import { gzipSync } from 'node:zlib';
import { BodyError, InputError } from '@bimodal/auth-core';
import { describe, expect, it } from 'vitest';
import { CsvError, type Row } from '../src/index.ts';
import { json, PlatformServer, type Handler } from './platform-server.ts';

const list = 'GET /api/acme/reports/r1/runs/run1/query_runs';
const content = (queryRun: string): string => `${list}/${queryRun}/results/content.csv`;
const queryRuns = (...tokens: readonly string[]): Handler =>
  json(200, {
    _embedded: {
      query_runs: tokens.map((token) => ({
        token: `qr-${token}`,
        query_token: token,
        query_name: `Query ${token}`,
        state: 'succeeded',
      })),
    },
  });
const csv = (body: string, type = 'text/csv; charset=utf-8'): Handler => {
  return (_seen, response) =>
    response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
};
const place = { report: 'r1', run: 'run1' };

async function serving(...tokens: readonly string[]): Promise<PlatformServer> {
  return new PlatformServer().on(list, queryRuns(...tokens)).start();
}

describe('results.rows', () => {
  it('streams the rows of the only query', async () => {
    await using server = await serving('q1');
    await using mode = server.on(content('qr-q1'), csv('\u{FEFF}origin,flights\nSEA,3\nOSL,5\n')).client();
    expect(await mode.results.rows(place).toArray()).toEqual([
      { origin: 'SEA', flights: '3' },
      { origin: 'OSL', flights: '5' },
    ]);
  });

  it('sends nothing until it is iterated', async () => {
    await using server = await serving('q1');
    await using mode = server.client();
    mode.results.rows(place);
    await mode.reports.get({ report: 'r1' }).catch(() => {});
    expect(server.requests).toHaveLength(1);
  });

  it('reads gzip, as the platform sends it', async () => {
    await using server = await serving('q1');
    server.on(content('qr-q1'), (_seen, response) => {
      response
        .writeHead(200, { 'content-type': 'text/csv', 'content-encoding': 'gzip' })
        .end(gzipSync('a\n1\n'));
    });
    await using mode = server.client();
    expect(await mode.results.rows(place).toArray()).toEqual([{ a: '1' }]);
  });

  it('reads the query that is asked for', async () => {
    await using server = await serving('q1', 'q2');
    await using mode = server.on(content('qr-q2'), csv('a\n2\n')).client();
    expect(await mode.results.rows({ ...place, query: 'q2' }).toArray()).toEqual([{ a: '2' }]);
  });

  it('refuses a name that it does not know, before anything is sent', async () => {
    await using server = await serving('q1');
    await using mode = server.client();
    const mistyped = { ...place, qurey: 'q1' };
    await expect(mode.results.rows(mistyped).toArray()).rejects.toThrow('qurey');
    await expect(mode.results.download({ ...mistyped, to: 'never' })).rejects.toBeInstanceOf(InputError);
    expect(server.requests).toHaveLength(0);
  });

  it('asks which query is meant where there are several', async () => {
    await using server = await serving('q1', 'q2');
    await using mode = server.client();
    const error = await mode.results
      .rows(place)
      .toArray()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toContain('one of q1 (Query q1), q2 (Query q2).');
  });

  it('never returns short: a body cut off is an error', async () => {
    await using server = await serving('q1');
    server.on(content('qr-q1'), (_seen, response) => {
      response
        .writeHead(200, { 'content-type': 'text/csv', 'content-length': 1000 })
        .write('a\n1\n', () => response.destroy());
    });
    await using mode = server.client();
    await expect(mode.results.rows(place).toArray()).rejects.toBeInstanceOf(BodyError);
  });

  it('refuses what is not CSV', async () => {
    await using server = await serving('q1');
    await using mode = server.on(content('qr-q1'), csv('<html>', 'text/html')).client();
    await expect(mode.results.rows(place).toArray()).rejects.toThrow(
      'The result is text/html, not text/csv.',
    );
  });

  it('stops the download when the loop is left', async () => {
    await using server = await serving('q1');
    let closed: (() => void) | undefined;
    const ended = new Promise<void>((resolve) => (closed = resolve));
    server.on(content('qr-q1'), (_seen, response) => {
      response.on('close', () => closed?.());
      response
        .writeHead(200, { 'content-type': 'text/csv', 'transfer-encoding': 'chunked' })
        .write('a\n1\n2\n');
    });
    await using mode = server.client();
    expect(await mode.results.rows(place).toArray({ limit: 1 })).toEqual([{ a: '1' }]);
    await ended;
  });

  it('gives rows in batches, and ends the download where one of them is wrong', async () => {
    await using server = await serving('q1');
    let closed: (() => void) | undefined;
    const ended = new Promise<void>((resolve) => (closed = resolve));
    server.on(content('qr-q1'), (_seen, response) => {
      response.on('close', () => closed?.());
      response.writeHead(200, { 'content-type': 'text/csv' }).write('a,b\n1,2\n3,4\n5\n');
    });
    await using mode = server.client();
    const seen: Row[] = [];
    const reading = async (): Promise<void> => {
      for await (const batch of mode.results.rows(place).batches()) for (const row of batch) seen.push(row);
    };
    await expect(reading()).rejects.toThrow('Row 3 has 1 field; the header has 2.');
    expect(seen).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ]);
    await ended;
  });

  it('ends the download where a row is wrong, row by row too', async () => {
    await using server = await serving('q1');
    let closed: (() => void) | undefined;
    const ended = new Promise<void>((resolve) => (closed = resolve));
    server.on(content('qr-q1'), (_seen, response) => {
      response.on('close', () => closed?.());
      response.writeHead(200, { 'content-type': 'text/csv' }).write('a,b\n1,2\n3\n');
    });
    await using mode = server.client();
    await expect(mode.results.rows(place).toArray()).rejects.toBeInstanceOf(CsvError);
    await ended;
  });
});
