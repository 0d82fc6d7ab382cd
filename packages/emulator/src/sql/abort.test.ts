import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { query } from './test-folder.ts';
import { openWarehouse } from './warehouse.ts';

/** Minutes of work before the first row. */
const LONG = 'SELECT count(*) FROM range(100000000) a, range(1000) b WHERE hash(a.range + b.range) = 1';
const ENDLESS = 'SELECT range AS n FROM range(1000000000000)';

test('an abort interrupts a query that has no rows yet, with the reason', async () => {
  const warehouse = openWarehouse({ files: undefined });
  const controller = new AbortController();
  const reason = new Error('no longer wanted');
  const running = warehouse.run({ sql: LONG, signal: controller.signal });
  // By then the long query is on its way too.
  await query(warehouse, 'SELECT 1');
  controller.abort(reason);
  await expect(running).rejects.toBe(reason);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('an abort interrupts a query between its rows, which is then not taken for finished', async () => {
  const controller = new AbortController();
  const reason = new Error('no longer wanted');
  const result = await openWarehouse({ files: undefined }).run({ sql: ENDLESS, signal: controller.signal });
  const rows = result.chunks[Symbol.asyncIterator]();
  await rows.next();
  const reading = rows.next();
  controller.abort(reason);
  await expect(reading).rejects.toBe(reason);
  await expect(rows.next()).rejects.toBe(reason);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('an abort frees the place of a query whose rows nobody reads', async () => {
  const warehouse = openWarehouse({ files: undefined, concurrency: 1 });
  const controller = new AbortController();
  await warehouse.run({ sql: ENDLESS, signal: controller.signal });
  controller.abort();
  expect(await query(warehouse, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
});

test('a signal that was aborted before runs nothing', async () => {
  const reason = new Error('too late');
  const run = openWarehouse({ files: undefined }).run({ sql: LONG, signal: AbortSignal.abort(reason) });
  await expect(run).rejects.toBe(reason);
});

test('queries wait for a place, and leave the queue when aborted', async () => {
  const warehouse = openWarehouse({ files: undefined, concurrency: 1 });
  const first = await warehouse.run({ sql: ENDLESS });
  const controller = new AbortController();
  const reason = new Error('tired of waiting');
  const second = warehouse.run({ sql: 'SELECT 2', signal: controller.signal });
  const third = query(warehouse, 'SELECT 3 AS n');
  controller.abort(reason);
  await expect(second).rejects.toBe(reason);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  await first.close();
  expect(await third).toEqual([{ n: 3 }]);
});

test.each([
  ['closing it', async (close: () => Promise<void>) => close()],
  ['closing it twice', async (close: () => Promise<void>) => Promise.all([close(), close()])],
])('a result gives its place back by %s', async (_, end) => {
  const warehouse = openWarehouse({ files: undefined, concurrency: 1 });
  const result = await warehouse.run({ sql: ENDLESS });
  await end(() => result.close());
  const next = await warehouse.run({ sql: ENDLESS });
  await next.close();
  for await (const rows of result.chunks) expect(rows).toEqual([]);
});

test('a result gives its place back when its rows are read, or reading stops, or a query fails', async () => {
  const warehouse = openWarehouse({ files: undefined, concurrency: 1 });
  await query(warehouse, 'SELECT 1');
  for await (const _ of (await warehouse.run({ sql: ENDLESS })).chunks) break;
  await expect(query(warehouse, 'SELEC')).rejects.toThrow('Parser Error');
  await expect(query(warehouse, "SELECT error('boom')")).rejects.toThrow('boom');
  expect(await query(warehouse, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
});

test('closing a result under a read ends both', async () => {
  const result = await openWarehouse({ files: undefined }).run({ sql: ENDLESS });
  const reading = result.chunks[Symbol.asyncIterator]().next();
  await result.close();
  expect(await reading).toEqual({ done: true, value: undefined });
});

test('many queries run beside each other', async () => {
  const warehouse = openWarehouse({ files: undefined, concurrency: 3 });
  const numbers = Array.from({ length: 12 }, (_, n) => n);
  const answers = await Promise.all(numbers.map((n) => query(warehouse, `SELECT ${n} AS n`)));
  expect(answers).toEqual(numbers.map((n) => [{ n }]));
});

test('a query that fails before it runs leaves no listener on its signal', async () => {
  const { signal } = new AbortController();
  const warehouse = openWarehouse({ files: undefined });
  await expect(query(warehouse, 'SELEC', { signal })).rejects.toThrow('Parser Error');
  await query(warehouse, 'SELECT 1', { signal });
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a DuckDB that does not open takes no place', async () => {
  const warehouse = openWarehouse({ files: undefined, concurrency: 1, threads: -1 });
  await expect(query(warehouse, 'SELECT 1')).rejects.toThrow('Failed to set config');
  await expect(query(warehouse, 'SELECT 1')).rejects.toThrow('Failed to set config');
});
