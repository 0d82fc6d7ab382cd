import { expect, it } from 'vitest';
import { Queue } from './queue.ts';

it('gives back what it was given, in order, however the two alternate', () => {
  const queue = new Queue<number>();
  const taken: (number | undefined)[] = [];
  let given = 0;
  // It grows, so that it is tidied up in the middle, and runs empty at the end.
  for (let turn = 0; turn < 5_000; turn += 1) {
    for (const _ of [1, 2, 3]) queue.push((given += 1), given);
    expect(queue.since).toBe(taken.length + 1);
    taken.push(queue.shift(), queue.shift());
  }
  expect(queue.size).toBe(given - taken.length);
  while (queue.size > 0) taken.push(queue.shift());
  expect(taken).toEqual(Array.from({ length: given }, (_, index) => index + 1));
  expect([queue.shift(), queue.since]).toEqual([undefined, Number.NaN]);
});
