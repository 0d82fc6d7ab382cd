import { setImmediate as turn } from 'node:timers/promises';
import { InputError } from '@bimodal/auth-core';
import { expect, it } from 'vitest';
import type { Gap } from '../items.ts';
import type { BackfilledPoint, BackfillEnd, SeriesSource } from './backfill.ts';
import { readBackfill } from './backfill.ts';
import { fillGap, type ReadSource } from './fill-gap.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const gap: Gap = { type: 'gap', from: new Date(at(10)), to: new Date(at(20)), reason: 'disconnected' };
const source = (series: string): SeriesSource => ({ home: 1, module: 'tsdb', series });
const broken = new Error('broken');

/** Points at these seconds; a series whose name ends in `!` breaks behind them. */
const points: Readonly<Record<string, readonly number[]>> = {
  a: [11, 13, 17],
  b: [12, 13, 14],
  'c!': [12, 15],
};
const asked: unknown[] = [];
const read: ReadSource = async function* read(from, span) {
  asked.push(span);
  if (!('series' in from)) return;
  for (const second of points[from.series] ?? []) {
    await turn();
    yield { type: 'backfilled', ...from, timestamp: at(second), value: second };
  }
  if (from.series.endsWith('!')) throw broken;
};

async function fill(from: readonly SeriesSource[], more: object = {}, stop = new AbortController().signal) {
  const items: (BackfilledPoint | BackfillEnd)[] = [];
  for await (const item of fillGap(read, readBackfill({ from, ...more }), gap, stop)) items.push(item);
  const end = items.at(-1);
  if (end?.type !== 'backfillEnd') throw new Error('The last item is the end.');
  return { words: items.map((item) => ('series' in item ? `${item.series} ${item.value}` : item.type)), end };
}

it('reads the sources side by side, in the order of time, from before the gap to its end', async () => {
  const { words, end } = await fill([source('a'), source('b')], { margin: 2_000 });
  expect(words).toEqual(['a 11', 'b 12', 'a 13', 'b 13', 'b 14', 'a 17', 'backfillEnd']);
  expect(end).toEqual({ type: 'backfillEnd', gap, count: 6, notFilled: [] });
  const span = { begin: at(8), end: at(20).replace('.000', '.001') };
  expect(asked.slice(0, 2)).toEqual([span, span]);
});

it('asks for all that may be missing of a gap that ends before it begins: the clock was set back', async () => {
  const end = { ...gap, from: gap.to, to: gap.from };
  const items: unknown[] = [];
  const settings = readBackfill({ from: [source('a')], margin: 0 });
  for await (const item of fillGap(read, settings, end, new AbortController().signal)) items.push(item);
  expect(asked.at(-1)).toEqual({ begin: at(10), end: at(20).replace('.000', '.001') });
  expect(items).toHaveLength(4);
});

it('says of what it could not read since when it is missing, and reads the rest', async () => {
  const { words, end } = await fill([source('c!'), source('a')]);
  expect(words).toEqual(['a 11', 'c! 12', 'a 13', 'c! 15', 'a 17', 'backfillEnd']);
  expect(end.notFilled).toEqual([
    { source: source('c!'), from: new Date(at(15)), reason: 'failed', error: broken },
  ]);
});

it('says what its limit leaves out', async () => {
  const { words, end } = await fill([source('a'), source('b'), source('none')], { limit: 4 });
  expect(words).toEqual(['a 11', 'b 12', 'a 13', 'b 13', 'backfillEnd']);
  expect(end.notFilled).toEqual([
    { source: source('a'), from: new Date(at(17)), reason: 'limit' },
    { source: source('b'), from: new Date(at(14)), reason: 'limit' },
  ]);
});

it('leaves what is not read once the stream is closed', async () => {
  const { words, end } = await fill([source('a')], {}, AbortSignal.abort());
  expect(words).toEqual(['backfillEnd']);
  expect(end.notFilled).toEqual([{ source: source('a'), from: new Date(at(11)), reason: 'closed' }]);
});

it.each([
  { from: [] },
  { from: Array(101).fill(source('a')) },
  { from: [{ home: 1, module: 'tsdb', collection: 'c', values: [] }] },
  { from: [source('a')], limit: 0 },
  { from: [source('a')], margin: -1 },
])('fills nothing from %j', (backfill) => {
  expect(() => readBackfill(backfill)).toThrow(InputError);
});
