import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Row } from './column.ts';
import { jsonText } from './result-text.ts';
import { readCsv, readJson, saveResult } from './saved-result.ts';
import { chunksOf, failureOf, testFolder } from './test-folder.ts';
import { openWarehouse } from './warehouse.ts';

const columns = [
  { name: 'n', type: 'BIGINT', kind: 'integer' },
  { name: 't', type: 'VARCHAR', kind: 'text' },
] as const;

test('a saved result is served as CSV and as JSON', async () => {
  const path = join(await testFolder(), 'result.csv.gz');
  const rows = chunksOf(
    [
      ['1', 'a,"b"\r\nc'],
      [null, ''],
    ],
    [['9007199254740993', null]],
  );
  const saved = await saveResult({ columns, chunks: rows }, path);
  const csv = 'n,t\r\n1,"a,""b""\r\nc"\r\n,""\r\n9007199254740993,\r\n';
  expect(await text(readCsv(path))).toBe(csv);
  expect(saved).toEqual({ columns, rows: 3, bytes: csv.length });
  expect(JSON.parse(await text(readJson(path, columns)))).toEqual([
    { n: 1, t: 'a,"b"\r\nc' },
    { n: null, t: '' },
    { n: '9007199254740993', t: null },
  ]);
});

test('a result without rows has its header and an empty array', async () => {
  const path = join(await testFolder(), 'result.csv.gz');
  expect(await saveResult({ columns, chunks: chunksOf() }, path)).toMatchObject({ rows: 0 });
  expect(await text(readCsv(path))).toBe('n,t\r\n');
  expect(await text(readJson(path, columns))).toBe('[]');
});

test('JSON from the file is JSON from the query, over many chunks', async () => {
  const warehouse = openWarehouse({ files: undefined });
  const sql = `SELECT range AS n, 'é"' || range AS t, range / 7 AS d, [range] AS l, TIMESTAMP '2001-01-01' + to_hours(range) AS at
    FROM range(20000)`;
  const path = join(await testFolder(), 'result.csv.gz');
  const saved = await saveResult(await warehouse.run({ sql }), path);
  let direct = '';
  for await (const piece of jsonText(await warehouse.run({ sql }))) direct += piece;
  expect(JSON.parse(await text(readJson(path, saved.columns)))).toEqual(JSON.parse(direct));
  expect(saved.rows).toBe(20_000);
});

test('a result that is too large, or fails, leaves no file', async () => {
  const folder = await testFolder();
  const path = join(folder, 'result.csv.gz');
  const warehouse = openWarehouse({ files: undefined, concurrency: 1 });
  const endless = await warehouse.run({ sql: 'FROM range(1000000000000)' });
  expect(await failureOf(saveResult(endless, path, { maxBytes: 100_000 }))).toMatchObject({
    code: 'ResourceFailure',
    message: 'The result is larger than 100000 bytes.',
  });
  const failing = await warehouse.run({
    sql: "SELECT CASE WHEN range = 3000000 THEN error('boom') ELSE range END FROM range(5000000)",
  });
  expect(await failureOf(saveResult(failing, path))).toMatchObject({ message: 'Invalid Input Error: boom' });
  expect(await readdir(folder)).toEqual([]);
});

test('writing waits for the disk instead of collecting rows', async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<readonly Row[]> {
    for (;;) {
      read += 1;
      yield [[String(read), 'x'.repeat(100_000)]];
    }
  }
  const pieces = jsonText({ columns, chunks: endless() });
  await pieces.next();
  await pieces.next();
  expect(read).toBe(2);
  await pieces.return(undefined);
});

test('a reader may go away before the end', async () => {
  const path = join(await testFolder(), 'result.csv.gz');
  const chunks = chunksOf(Array.from({ length: 50_000 }, (_, i) => [String(i), 'x'.repeat(20)]));
  await saveResult({ columns, chunks }, path);
  for (const stream of [readCsv(path), readJson(path, columns)]) {
    await firstChunk(stream);
    stream.destroy();
    await once(stream, 'close');
    expect(stream.destroyed).toBe(true);
  }
});

test('reading a file that is not there fails', async () => {
  const path = join(await testFolder(), 'gone.csv.gz');
  await expect(text(readCsv(path))).rejects.toThrow('ENOENT');
  await expect(text(readJson(path, columns))).rejects.toThrow('ENOENT');
});

function firstChunk(stream: Readable): Promise<unknown> {
  return new Promise((resolve) => stream.once('data', resolve));
}
