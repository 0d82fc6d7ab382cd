import { expect, it } from 'vitest';
import { readStoreMessage } from './read-change.ts';
import { RevisedMap } from './revised-map.ts';

const shown = (map: RevisedMap) => [...map.entries].map(([key, { value }]) => [key, value]);
const reload = (rev: number, ...items: readonly { key: string; value: unknown }[]) =>
  ({ action: 'reload', rev, items }) as const;
const set = (rev: number, key: string, value: unknown) => ({ action: 'set', rev, key, value }) as const;

it('knows nothing before the first reload, nor after a loss until the next', () => {
  const map = new RevisedMap();
  expect(map.apply(set(1, 'a', 1))).toBe(false);
  map.apply(reload(1, { key: 'a', value: 1 }));
  map.unload();
  expect(map.apply(set(2, 'a', 2))).toBe(false);
  map.apply(reload(5, { key: 'b', value: 3 }));
  expect([shown(map), map.revision]).toEqual([[['b', 3]], 5]);
});

it('takes a change only if it is newer than what it knows of the key', () => {
  const map = new RevisedMap();
  map.apply(reload(5, { key: 'a', value: 1 }));
  expect([map.apply(set(5, 'a', 2)), map.apply(set(6, 'a', 3)), map.apply(set(6, 'a', 4))]).toEqual([
    false,
    true,
    false,
  ]);
  map.apply({ action: 'delete', rev: 8, key: 'a' });
  // It comes late, and what it set is gone.
  expect(map.apply(set(7, 'a', 5))).toBe(false);
  expect([shown(map), map.revision]).toEqual([[], 8]);
});

it('shows a write of its own without a revision, and then the platform’s echo', () => {
  const map = new RevisedMap();
  map.apply(reload(5, { key: 'a', value: 1 }));
  map.write('a', 2);
  map.write('b', 3);
  expect([shown(map), map.revision]).toEqual([
    [
      ['a', 2],
      ['b', 3],
    ],
    5,
  ]);
  expect([map.apply(set(6, 'a', 2)), map.apply(set(7, 'b', 3))]).toEqual([true, true]);
  map.drop('a');
  expect(map.apply({ action: 'delete', rev: 8, key: 'a' })).toBe(true);
});

it.each([
  ['nothing', undefined],
  ['nonsense', '{'],
  ['no object', 'null'],
  ['no revision', '{"action":"set","key":"a","value":1}'],
  ['no key', '{"action":"set","rev":1,"value":1}'],
  ['another action', '{"action":"merge","rev":1,"key":"a"}'],
  ['items that are none', '{"action":"reload","rev":1,"items":[{"value":1}]}'],
])('overlooks %s', (_what, text) => {
  expect(readStoreMessage(text)).toBeUndefined();
});

it('reads an empty store as Go writes it', () => {
  expect(readStoreMessage('{"action":"reload","rev":0,"numItems":0,"items":null}')).toEqual(reload(0));
});
