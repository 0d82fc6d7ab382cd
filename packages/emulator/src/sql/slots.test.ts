import { expect, test } from 'vitest';
import { Slots } from './slots.ts';

test('lets so many through, and the others in order', async () => {
  const slots = new Slots(2);
  const order: string[] = [];
  const first = await slots.acquire();
  const second = await slots.acquire();
  const waiting = ['a', 'b', 'c'].map(async (name) => {
    const release = await slots.acquire();
    order.push(name);
    release();
  });
  expect(order).toEqual([]);
  first();
  await Promise.all(waiting);
  expect(order).toEqual(['a', 'b', 'c']);
  second();
});

test('a place given back twice is one place', async () => {
  const slots = new Slots(1);
  const release = await slots.acquire();
  release();
  release();
  await slots.acquire();
  const reason = new Error('none left');
  const controller = new AbortController();
  const waiting = slots.acquire(controller.signal);
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
});
