import { expect, test, vi } from 'vitest';
import { BatchIterator } from './batch-iterator.ts';

async function* batches(ended: () => void, fail = false): AsyncGenerator<readonly number[], void, undefined> {
  try {
    yield [1, 2];
    yield [];
    yield [3];
    if (fail) throw new Error('broken');
  } finally {
    ended();
  }
}

test('gives each item once and in order, also to calls that do not wait', async () => {
  const iterator = new BatchIterator(batches(() => {}));
  const results = await Promise.all(Array.from({ length: 6 }, () => iterator.next()));
  expect(results.map(({ value }) => value)).toEqual([1, 2, 3, undefined, undefined, undefined]);
  expect(results.map(({ done }) => done)).toEqual([false, false, false, true, true, true]);
});

test('ends its batches when it is left', async () => {
  let ended = 0;
  const iterator = new BatchIterator(batches(() => (ended += 1)));
  expect(await iterator.next()).toEqual({ done: false, value: 1 });
  await iterator.return();
  expect([ended, await iterator.next()]).toEqual([1, { done: true, value: undefined }]);
});

test('rejects once where its batches fail, after what came before', async () => {
  const iterator = new BatchIterator(batches(() => {}, true));
  for (const value of [1, 2, 3]) expect(await iterator.next()).toEqual({ done: false, value });
  await expect(iterator.next()).rejects.toThrow('broken');
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
});

test('lets its batches go where one of them throws in the middle, and ends', async () => {
  const ended = vi.fn<() => void>();
  function* broken(): Generator<number> {
    yield 4;
    throw new Error('wrong row');
  }
  async function* one(): AsyncGenerator<Iterable<number>, void, undefined> {
    try {
      yield broken();
      yield [5];
    } finally {
      ended();
    }
  }
  const iterator = new BatchIterator(one());
  expect(await iterator.next()).toEqual({ done: false, value: 4 });
  await expect(iterator.next()).rejects.toThrow('wrong row');
  expect(ended).toHaveBeenCalledOnce();
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
});
