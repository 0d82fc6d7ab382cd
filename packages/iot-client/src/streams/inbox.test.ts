import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Inbox } from './inbox.ts';
import type { Gap } from './items.ts';

interface Item {
  readonly type: 'item';
  readonly id: number;
}

const item = (id: number): Item => ({ type: 'item', id });
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

describe('an inbox', () => {
  let inbox: Inbox<Item>;
  beforeEach(() => {
    inbox = new Inbox<Item>(2);
  });

  it('hands on in order, to readers that came first too', async () => {
    const early = inbox.next();
    inbox.push(item(1));
    inbox.push(item(2));
    expect([await early, await inbox.next()]).toEqual([
      { done: false, value: item(1) },
      { done: false, value: item(2) },
    ]);
  });

  it('ends for every reader that waits, and throws for one of them only', async () => {
    const readers = [inbox.next(), inbox.next()];
    inbox.end({ thrown: { reason: 'broken' } });
    expect(await Promise.allSettled(readers)).toEqual([
      { status: 'rejected', reason: 'broken' },
      { status: 'fulfilled', value: { done: true, value: undefined } },
    ]);
  });

  it('takes nothing after its end', async () => {
    inbox.push(item(1));
    inbox.end();
    inbox.push(item(2));
    expect(await inbox.next()).toEqual({ done: false, value: item(1) });
    expect(await inbox.next()).toEqual({ done: true, value: undefined });
  });

  it('puts one gap in the place of all that it dropped, a gap among it', async () => {
    vi.useFakeTimers();
    try {
      const gap: Gap = { type: 'gap', from: at(1), to: at(3), reason: 'disconnected' };
      for (const [second, each] of [
        [2, item(1)],
        [3, gap],
        [4, item(2)],
        [5, item(3)],
        [6, item(4)],
      ] as const) {
        vi.setSystemTime(at(second));
        inbox.push(each);
      }
      expect((await inbox.next()).value).toEqual({
        type: 'gap',
        from: at(1),
        to: at(4),
        reason: 'overflow',
        dropped: 2,
      });
      expect([(await inbox.next()).value, (await inbox.next()).value]).toEqual([item(3), item(4)]);
    } finally {
      vi.useRealTimers();
    }
  });
});
