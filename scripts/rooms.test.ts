import { expect, test } from 'vitest';
import { judgeRooms, readHouses } from './rooms.ts';

const houses = readHouses('Rooms:\n\n- **packages/a/src**: values < errors < limits, options < engine\n');
const judge = (from: string, to: string): string | undefined =>
  judgeRooms(houses, `packages/a/src/${from}`, `packages/a/src/${to}`);

test('reads the order of rooms, of which some stand on one floor', () => {
  expect(houses).toEqual([
    {
      folder: 'packages/a/src',
      floors: new Map([
        ['values', 0],
        ['errors', 1],
        ['limits', 2],
        ['options', 2],
        ['engine', 3],
      ]),
    },
  ]);
});

test.each([
  ['engine/call.ts', 'values/hold.ts'],
  ['engine/parts/call.ts', 'engine/retry.ts'],
  ['index.ts', 'engine/call.ts'],
  ['index.ts', 'version.ts'],
])('%s may import %s', (from, to) => {
  expect(judge(from, to)).toBeUndefined();
});

test.each([
  ['values/hold.ts', 'engine/call.ts', 'values may not import engine'],
  ['limits/limit.ts', 'options/read.ts', 'limits may not import options'],
  ['attic/old.ts', 'values/hold.ts', 'no room attic'],
  ['engine/call.ts', 'cellar/new.ts', 'no room cellar'],
  ['engine/call.ts', 'index.ts', 'the front of its package'],
])('%s may not import %s', (from, to, why) => {
  expect(judge(from, to)).toContain(why);
});

test('says nothing of packages that state no order', () => {
  expect(judgeRooms(houses, 'packages/b/src/values/a.ts', 'packages/b/src/engine/b.ts')).toBeUndefined();
});
