import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Outbox } from './outbox.ts';
import { SentMark } from './sent-mark.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bimodal-test-'));
  path = join(folder, 'mark');
});
afterEach(() => rmSync(folder, { recursive: true }));

const through = (outbox: string): number => {
  const mark = new SentMark(path, outbox);
  mark.close();
  return mark.through;
};

it('is as long from the beginning as it will ever be, and says what was written last', () => {
  const mark = new SentMark(path, 'a');
  const { size } = statSync(path);
  for (const id of [1, 2 ** 40, 3]) mark.write(id);
  mark.close();
  expect([statSync(path).size, through('a'), through('b')]).toEqual([size, 3, 0]);
});

it.each([
  ['cut', () => truncateSync(path, 20)],
  ['changed', () => writeFileSync(path, readFileSync(path, 'utf8').replace('123', '124'))],
  ['something else', () => writeFileSync(path, 'x'.repeat(300))],
])('says nothing where it is %s', (_what, spoil) => {
  const mark = new SentMark(path, 'a');
  mark.write(123);
  mark.close();
  spoil();
  expect(through('a')).toBe(0);
});

it('takes away nothing that was accepted since the outbox was put back to an older state', () => {
  const file = join(folder, 'outbox.sqlite');
  const open = () => new Outbox({ file, device: 7, maxBytes: 10_000, whenFull: 'refuse' });
  let outbox = open();
  outbox.add('sent', undefined);
  outbox.close();
  const [, id = ''] = /([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(readFileSync(file, 'latin1')) ?? [];
  const mark = new SentMark(`${file}-sent`, id);
  mark.write(5);
  mark.close();
  for (const expected of [['new'], ['new', 'newer']]) {
    outbox = open();
    outbox.add(expected.at(-1) ?? '', undefined);
    const types: string[] = [];
    for (let event = outbox.first(); event; event = outbox.first(event.id)) types.push(event.eventType);
    expect(types).toEqual(expected);
    outbox.close();
  }
});
