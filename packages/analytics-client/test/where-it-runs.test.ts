import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchTransport } from '@bimodal/auth-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as onNode from '../src/index.ts';
import type { AnalyticsClientOptions } from '../src/index.ts';
import { edgeBundle } from './edge-bundle.ts';
import { makeZip, type ZipPart } from './make-zip.ts';
import { json, PlatformServer, type Handler } from './platform-server.ts';

const run = 'GET /api/acme/reports/r1/runs/n1';
const list = `${run}/query_runs`;
const place = { report: 'r1', run: 'n1' };
const only = { token: 'qr', query_token: 'q', query_name: 'Flights', state: 'succeeded' };
const csv = '\u{FEFF}origin,"the ""note"""\r\nSEA,"late,\r\nà Paris"\r\nOSL,\u{1F6EB}\r\n';
const rows = [
  { origin: 'SEA', 'the "note"': 'late,\r\nà Paris' },
  { origin: 'OSL', 'the "note"': '\u{1F6EB}' },
];
const numbers: ZipPart = { name: 'numbers.csv', text: 'n\r\n1\r\n2\r\n' };
const letters: ZipPart = { name: 'léttres.csv', text: csv, stored: true };
const long: ZipPart = { name: 'long.csv', text: `n\n${'1\n'.repeat(300_000)}` };
const whole = makeZip([numbers, letters]);

const answer = (type: string, body: string | Buffer): Handler => {
  return (_seen, response) =>
    response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
};
const started = (): Promise<PlatformServer> =>
  new PlatformServer()
    .on(list, json(200, { _embedded: { query_runs: [only] } }))
    .on(`${list}/qr/results/content.csv`, answer('text/csv; charset=utf-8', csv))
    .on(`${list}/qr/results/content.json`, answer('application/json', '[{"n":1,"t":"é"},{"n":null,"t":""}]'))
    .on(`${run}/results/content.csv`, answer('application/zip', whole))
    .start();

type Client = typeof onNode;
let bundled: Client;
beforeAll(async () => {
  bundled = await (await edgeBundle()).load();
});

const edge = 'what is bundled for an edge runtime';
describe.each<[string, () => Client, AnalyticsClientOptions]>([
  ['Node, over undici', () => onNode, {}],
  ['Node, over fetch', () => onNode, { transport: fetchTransport() }],
  [edge, () => bundled, {}],
])('%s', (where, client, options) => {
  const clientOf = (server: PlatformServer): onNode.AnalyticsClient => {
    const { AnalyticsClient, basic } = client();
    const credential = basic({ token: 'test-token', secret: 'test-secret' });
    return new AnalyticsClient({
      workspace: 'acme',
      baseUrl: server.url,
      credential,
      retries: 0,
      ...options,
    });
  };
  const tables = async (server: PlatformServer): Promise<unknown> => {
    await using mode = clientOf(server);
    const all: [string | undefined, onNode.Row[]][] = [];
    for await (const table of mode.results.reportTables(place))
      all.push([table.file, await table.rows.toArray()]);
    return all;
  };

  it('reads rows of CSV and of JSON', async () => {
    await using server = await started();
    await using mode = clientOf(server);
    expect(await mode.results.rows(place).toArray()).toEqual(rows);
    expect(await mode.results.rows({ ...place, format: 'json' }).toArray()).toEqual([
      { n: 1, t: 'é' },
      { n: null, t: '' },
    ]);
  });

  it.each([
    ['once its end is there', Buffer.from('a\n"x')],
    ['of text that is not UTF-8', Buffer.from('a\n\u00ff\n', 'latin1')],
  ])('refuses a result %s', async (_what, body) => {
    await using server = await started();
    await using mode = clientOf(server);
    server.on(`${list}/qr/results/content.csv`, answer('text/csv', body));
    await expect(mode.results.rows(place).toArray()).rejects.toMatchObject({ name: 'CsvError' });
  });

  it.each([
    ['plainly', whole, [2, 2]],
    ['by Zip64', makeZip([numbers, letters], { long: true }), [2, 2]],
    ['with a folder', makeZip([{ name: 'results/', text: '', stored: true }, letters]), [2]],
    ['small, of much that is alike', makeZip([long, letters]), [300_000, 2]],
  ])('reads the tables of a zip that is written %s', async (_how, bytes, counts) => {
    await using server = await started();
    server.on(`${run}/results/content.csv`, answer('application/zip', bytes));
    const all = (await tables(server)) as [string, onNode.Row[]][];
    expect(all.map(([, read]) => read.length)).toEqual(counts);
    expect(all.at(-1)).toEqual(['léttres.csv', rows]);
  });

  it.each<[string, string, Buffer]>([
    ['is cut off', 'truncated', whole.subarray(0, -30)],
    ['has lost its beginning', 'truncated', whole.subarray(10)],
    ['is empty', 'truncated', Buffer.alloc(0)],
    ['is something else', 'truncated', Buffer.from('n\n1\n'.repeat(100))],
    ['has another checksum', 'encoding', makeZip([{ ...numbers, says: { checksum: 1 } }])],
    ['has less than it says', 'truncated', makeZip([{ ...numbers, says: { size: 1000 } }])],
    ['has more than it says', 'truncated', makeZip([{ ...letters, says: { size: 8 } }])],
    ['is encrypted', 'encoding', makeZip([{ ...numbers, says: { flags: 1 } }])],
    ['is packed in another way', 'encoding', makeZip([{ ...numbers, says: { method: 12 } }])],
    ['says that it is packed and is not', 'encoding', makeZip([{ ...letters, says: { method: 8 } }])],
    ['ends in the middle of a file', 'truncated', shortened(makeZip([long]))],
  ])('throws where the zip %s, rather than giving less', async (_what, fault, bytes) => {
    await using server = await started();
    server.on(`${run}/results/content.csv`, answer('application/zip', bytes));
    await expect(tables(server)).rejects.toMatchObject({ name: 'BodyError', fault });
  });

  it('lets a table go in the middle, and the rest', async () => {
    await using server = await started();
    server.on(`${run}/results/content.csv`, answer('application/zip', makeZip([long, numbers])));
    await using mode = clientOf(server);
    const counts: number[] = [];
    for await (const table of mode.results.reportTables(place))
      counts.push((await table.rows.toArray({ limit: 3 })).length);
    expect(counts).toEqual([3, 2]);
  });

  it('saves a result where there are files, and else says so before it sends anything', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bimodal-where-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await using server = await started();
    await using mode = clientOf(server);
    const saved = mode.results.download({ ...place, to: join(folder, 'flights.csv') });
    if (where === edge) {
      await expect(saved).rejects.toThrow(/no files.*results\.csv\(\).*Nothing was sent/);
      await expect(saved).rejects.toBeInstanceOf(client().InputError);
      expect([server.requests, await readdir(folder)]).toEqual([[], []]);
      return;
    }
    await saved;
    expect(await readFile(join(folder, 'flights.csv'), 'utf8')).toBe(csv);
  });

  it('signs an embed, parses a webhook and says what it is', () => {
    const { signEmbedUrl, parseWebhook } = client();
    const signed = signEmbedUrl({
      workspace: 'test',
      report: '12eaf1245c7e',
      accessKey: '1234567890',
      accessSecret: '0987654321',
      maxAge: 1800,
      timestamp: 1532446786,
    });
    expect(signed).toMatch(/&signature=bce6321f616c77321e8dcc7943b6f3f8c23425b23c87a14a23395a423f605da9$/);
    const body = '\u{FEFF}{"event":"report_created","report_url":"https://app.mode.com/api/acme/reports/r1"}';
    expect(parseWebhook(new TextEncoder().encode(body))).toEqual({
      event: 'report_created',
      input: { workspace: 'acme', report: 'r1' },
    });
  });
});

/** The directory says that the file is a hundred bytes shorter than it is packed. */
function shortened(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf('PK\u0001\u0002', 0, 'latin1') + 20;
  copy.writeUInt32LE(copy.readUInt32LE(at) - 100, at);
  return copy;
}
