import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BodyError } from '@bimodal/auth-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  CsvError,
  InputError,
  RowError,
  type AnalyticsClient,
  type ReportTable,
  type Row,
} from '../src/index.ts';
import { makeZip, type ZipPart } from './make-zip.ts';
import { json, PlatformServer, type Handler } from './platform-server.ts';

const run = 'GET /api/acme/reports/r1/runs/n1';
const content = `${run}/results/content.csv`;
const place = { report: 'r1', run: 'n1' };
const numbers: ZipPart = { name: 'numbers.csv', text: 'n\r\n1\r\n2\r\n' };
const letters: ZipPart = { name: 'letters.csv', text: '\u{FEFF}letter,place\nA,"1\n"\n', stored: true };
const whole = makeZip([numbers, letters]);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-tables-'));
  vi.stubEnv('TMPDIR', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  // It is empty, whatever happened; else this throws.
  await rmdir(folder);
});

const answer = (type: string, body: string | Buffer, length = Buffer.byteLength(body)): Handler => {
  return (_seen, response) =>
    response
      .writeHead(200, {
        'content-type': type,
        'content-length': length,
        'content-disposition': 'attachment; filename="sales.csv"',
      })
      .write(body, () => (length === Buffer.byteLength(body) ? response.end() : response.destroy()));
};
const zip = (bytes: Buffer, length?: number): Handler => answer('application/zip', bytes, length);

async function tables(
  mode: AnalyticsClient,
  where: { report: string; run?: string } = place,
): Promise<unknown[]> {
  const all: [string | undefined, Row[]][] = [];
  for await (const { file, rows } of mode.results.reportTables(where)) all.push([file, await rows.toArray()]);
  return all;
}

describe('results.reportTables', () => {
  it('gives the one table of a CSV', async () => {
    await using server = await new PlatformServer()
      .on(content, answer('text/csv; charset=utf-8', 'a\n1\n'))
      .start();
    await using mode = server.client();
    expect(await tables(mode)).toEqual([['sales.csv', [{ a: '1' }]]]);
  });

  it.each([
    ['plainly', whole],
    ['with a comment', makeZip([numbers, letters], { comment: 'PK\u0005\u0006 is not the end' })],
    ['by Zip64', makeZip([numbers, letters], { long: true })],
    ['with a folder', makeZip([{ name: 'results/', text: '', stored: true }, numbers, letters])],
  ])('gives each table of a zip that is written %s', async (_how, bytes) => {
    await using server = await new PlatformServer().on(content, zip(bytes)).start();
    await using mode = server.client();
    expect(await tables(mode)).toEqual([
      ['numbers.csv', [{ n: '1' }, { n: '2' }]],
      ['letters.csv', [{ letter: 'A', place: '1\n' }]],
    ]);
  });

  it('reads the latest successful run where none is named', async () => {
    const latest = 'GET /api/acme/reports/r1/results/content.csv';
    await using server = await new PlatformServer().on(latest, zip(whole)).start();
    await using mode = server.client();
    expect(await tables(mode, { report: 'r1' })).toHaveLength(2);
  });

  it('reads a table again, and passes over one that nobody wants', async () => {
    await using server = await new PlatformServer().on(content, zip(whole)).start();
    await using mode = server.client();
    for await (const { file, rows } of mode.results.reportTables(place)) {
      if (file === 'numbers.csv') continue;
      expect(await rows.toArray()).toEqual(await rows.toArray());
    }
  });

  it('gives what a schema makes of each table, and says which row it does not take', async () => {
    await using server = await new PlatformServer().on(content, zip(whole)).start();
    await using mode = server.client();
    const schema = z.object({ n: z.coerce.number() });
    const given: unknown[] = [];
    for await (const { file, rows } of mode.results.reportTables(place)) {
      given.push(await rows.as(schema).toArray().catch(String));
      if (file === 'letters.csv') await expect(rows.as(schema).toArray()).rejects.toBeInstanceOf(RowError);
    }
    expect(given).toEqual([[{ n: 1 }, { n: 2 }], expect.stringContaining('Row 1 is not')]);
  });

  it('says so where rows are read too late', async () => {
    await using server = await new PlatformServer().on(content, zip(whole)).start();
    await using mode = server.client();
    const all = await collected(mode);
    await expect(all[0]?.rows.toArray()).rejects.toBeInstanceOf(InputError);
  });

  it('never takes the name in a zip for a path', async () => {
    const names = [
      '../../etc/passwd',
      '/etc/shadow',
      'C:\\windows\\x.csv',
      'x/..',
      '..',
      'C:x.csv',
      'a\0.csv',
      '\u001b[31ma\r\n.csv',
    ];
    const bytes = makeZip(names.map((name) => ({ ...numbers, name })));
    await using server = await new PlatformServer().on(content, zip(bytes)).start();
    await using mode = server.client();
    const files = (await collected(mode)).map(({ file }) => file);
    const safe = ['passwd', 'shadow', 'x.csv', undefined, undefined, 'C_x.csv', 'a.csv', '[31ma.csv'];
    expect(files).toEqual(safe);
  });

  it.each(['\u001b]0;owned\u0007a\r\nFAKE LINE.csv', 'vsc.\u202etxt', '..'])(
    'says what is wrong with a file that is called %j, in one line that a terminal takes for text',
    async (name) => {
      const bytes = makeZip([{ ...numbers, name, says: { checksum: 1 } }]);
      await using server = await new PlatformServer().on(content, zip(bytes)).start();
      await using mode = server.client();
      const error: unknown = await tables(mode).catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        message: expect.stringMatching(/^[^\p{C}]*has another checksum[^\p{C}]*$/u),
      });
    },
  );

  it('leaves nothing behind where the loop is left, in the middle of a table too', async () => {
    const many = { name: 'many.csv', text: `n\n${'1\n'.repeat(200_000)}` };
    await using server = await new PlatformServer().on(content, zip(makeZip([many, numbers]))).start();
    await using mode = server.client();
    for await (const { rows } of mode.results.reportTables(place)) {
      expect(await rows.toArray({ limit: 3 })).toHaveLength(3);
      break;
    }
  });

  it.each<[string, string, Buffer]>([
    ['is cut off', 'truncated', whole.subarray(0, -30)],
    ['has lost its beginning', 'truncated', whole.subarray(10)],
    ['is empty', 'truncated', Buffer.alloc(0)],
    ['is something else', 'truncated', Buffer.from('n\n1\n'.repeat(100))],
    ['has another checksum', 'encoding', makeZip([{ ...numbers, says: { checksum: 1 } }])],
    ['has less than it says', 'truncated', makeZip([{ ...numbers, says: { size: 1000 } }])],
    ['has more than it says', 'truncated', makeZip([{ ...letters, says: { size: 8 } }])],
    ['calls a table a folder', 'encoding', makeZip([{ ...numbers, name: 'numbers/' }])],
    ['is encrypted', 'encoding', makeZip([{ ...numbers, says: { flags: 1 } }])],
    ['is packed in another way', 'encoding', makeZip([{ ...numbers, says: { method: 12 } }])],
    ['says that it is packed and is not', 'encoding', makeZip([{ ...letters, says: { method: 8 } }])],
    ['has bytes that were changed', 'encoding', changed(makeZip([letters]), 'A,"1', 'B,"1')],
    ['has a directory that was changed', 'encoding', changed(whole, 'PK\u0001\u0002', 'PK\u0001\u0003')],
  ])('throws where the zip %s, rather than giving less', async (_what, fault, bytes) => {
    await using server = await new PlatformServer().on(content, zip(bytes)).start();
    await using mode = server.client();
    const error: unknown = await tables(mode).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BodyError);
    expect(error).toMatchObject({ fault });
  });

  it('throws, whichever byte of the zip is another or is the last', async () => {
    await using server = await new PlatformServer().start();
    await using mode = server.client();
    const expected = [
      ['numbers.csv', [{ n: '1' }, { n: '2' }]],
      ['letters.csv', [{ letter: 'A', place: '1\n' }]],
    ];
    for (let at = 0; at < whole.length; at += 1) {
      const flipped = Buffer.from(whole);
      flipped[at] = (whole[at] ?? 0) ^ 0x10;
      for (const bytes of [flipped, whole.subarray(0, at)]) {
        server.on(content, zip(bytes));
        const given: unknown = await tables(mode).catch((reason: unknown) => reason);
        if (given instanceof Error) expect(given, `byte ${at}`).toSatisfy(isTyped);
        // Dates, versions and names are not what the rows are.
        else expect(withoutNames(given), `byte ${at}`).toEqual(withoutNames(expected));
      }
    }
  });

  it('throws where the download itself is cut off', async () => {
    await using server = await new PlatformServer().on(content, zip(whole, whole.length + 1)).start();
    await using mode = server.client();
    await expect(tables(mode)).rejects.toBeInstanceOf(BodyError);
  });

  it('tells results that were purged, and refuses what is no table', async () => {
    await using server = await new PlatformServer().start();
    await using mode = server.client();
    server.on(content, json(404, { id: 'not_found', message: 'run results not found' }));
    server.on(
      run,
      json(200, { token: 'n1', state: 'succeeded', purge_started_at: '2026-05-27T07:33:01.514Z' }),
    );
    await expect(tables(mode)).rejects.toMatchObject({
      name: 'ResultPurgedError',
      operation: 'results.reportTables',
    });
    server.on(content, answer('text/html', '<html>'));
    await expect(tables(mode)).rejects.toBeInstanceOf(CsvError);
  });
});

async function collected(mode: AnalyticsClient): Promise<ReportTable[]> {
  const all: ReportTable[] = [];
  for await (const table of mode.results.reportTables(place)) all.push(table);
  return all;
}

function changed(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');
}

function isTyped(error: Error): boolean {
  return BodyError.isInstance(error) || CsvError.isInstance(error);
}

function withoutNames(all: unknown): unknown {
  return Array.isArray(all)
    ? all.map((table: unknown) => (Array.isArray(table) ? table.slice(1) : table))
    : all;
}
