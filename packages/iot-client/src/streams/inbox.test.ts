import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BufferFullError } from './buffer-full-error.ts';
import { Inbox } from './inbox.ts';
import type { Gap } from './items.ts';

interface Item {
  readonly type: 'item';
  readonly id: number;
}

const capacity = { items: 2, bytes: 1024 };
const read = (text: string): Item => item(Number(text));
const item = (id: number): Item => ({ type: 'item', id });
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

describe('an inbox', () => {
  let inbox: Inbox<Item>;
  beforeEach(() => {
    inbox = new Inbox<Item>(capacity, 'dropOldest', read);
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

  it('reads texts when they are taken, in their order', async () => {
    const texts = vi.fn<(text: string) => Item>(read);
    inbox = new Inbox<Item>(capacity, 'dropOldest', texts);
    const early = inbox.next();
    for (const text of ['1', '2', '3', '4']) inbox.push(text);
    expect((await early).value).toEqual(item(1));
    expect(texts).toHaveBeenCalledTimes(1);
    expect((await inbox.next()).value).toMatchObject({ type: 'gap', dropped: 1 });
    expect([(await inbox.next()).value, (await inbox.next()).value]).toEqual([item(3), item(4)]);
    expect(texts.mock.calls.flat()).toEqual(['1', '3', '4']);
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

  describe('that is full', () => {
    const disconnected: Gap = { type: 'gap', from: at(1), to: at(3), reason: 'disconnected' };
    const coming = [
      [2, item(1)],
      [3, disconnected],
      [4, item(2)],
      [5, item(3)],
      [6, item(4)],
    ] as const;

    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['Date'] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    async function fill(inbox: Inbox<Item>): Promise<boolean[]> {
      const taken: boolean[] = [];
      for (const [second, each] of coming) {
        vi.setSystemTime(at(second));
        taken.push(inbox.push(each));
        // What comes at once has one moment.
        await Promise.resolve();
      }
      return taken;
    }
    async function rest(inbox: Inbox<Item>): Promise<unknown[]> {
      const items: unknown[] = [];
      inbox.end();
      for (let next = await inbox.next(); next.done !== true; next = await inbox.next())
        items.push(next.value);
      return items;
    }

    it('puts one gap in the place of the oldest, a gap among it', async () => {
      expect(await fill(inbox)).toEqual([true, true, true, true, true]);
      const gap = { type: 'gap', from: at(1), to: at(4), reason: 'overflow', dropped: 2 };
      expect(await rest(inbox)).toEqual([gap, item(3), item(4)]);
    });

    it('puts one gap behind what it kept, where it drops the newest', async () => {
      inbox = new Inbox<Item>(capacity, 'dropNewest', read);
      await fill(inbox);
      const gap = { type: 'gap', from: at(4), to: at(6), reason: 'overflow', dropped: 3 };
      expect((await inbox.next()).value).toEqual(item(1));
      // There is room again: what comes now stands behind the gap.
      inbox.push(item(5));
      inbox.push(item(6));
      expect((await inbox.next()).value).toEqual(disconnected);
      expect((await inbox.next()).value).toEqual(gap);
      expect(await rest(inbox)).toEqual([item(5), { ...gap, from: at(6), dropped: 1 }]);
    });

    it('ends with an error behind what it kept, where it shall fail', async () => {
      inbox = new Inbox<Item>(capacity, 'fail', read);
      expect(await fill(inbox)).toEqual([true, true, false, true, true]);
      expect([(await inbox.next()).value, (await inbox.next()).value]).toEqual([item(1), disconnected]);
      await expect(inbox.next()).rejects.toBeInstanceOf(BufferFullError);
      expect((await inbox.next()).done).toBe(true);
    });
  });

  describe('that is full of long texts', () => {
    const long = (id: number): string => String(id).padStart(8, '0');
    const values = async (whenFull: 'dropOldest' | 'dropNewest'): Promise<unknown[]> => {
      inbox = new Inbox<Item>({ items: 100, bytes: 40 }, whenFull, read);
      for (const text of [long(1), '2', long(3), long(4), long(5)]) inbox.push(text);
      inbox.end();
      const found: unknown[] = [];
      for (let next = await inbox.next(); next.done !== true; next = await inbox.next())
        found.push(next.value.type === 'gap' ? { dropped: next.value.dropped } : next.value);
      return found;
    };

    it('lets as many go as it takes, and says how many', async () => {
      expect(await values('dropOldest')).toEqual([{ dropped: 3 }, item(4), item(5)]);
      expect(await values('dropNewest')).toEqual([item(1), item(2), item(3), { dropped: 2 }]);
    });

    it('keeps one that is longer than all may be, alone', async () => {
      inbox = new Inbox<Item>({ items: 100, bytes: 4 }, 'dropOldest', read);
      inbox.push(long(1));
      inbox.push(long(2));
      expect((await inbox.next()).value).toMatchObject({ type: 'gap', dropped: 1 });
      expect((await inbox.next()).value).toEqual(item(2));
      inbox.push('3');
      expect((await inbox.next()).value).toEqual(item(3));
    });

    it('has room again for what was read', async () => {
      inbox = new Inbox<Item>({ items: 100, bytes: 16 }, 'fail', read);
      for (let id = 0; id < 50; id += 1) {
        expect(inbox.push(long(id))).toBe(true);
        expect((await inbox.next()).value).toEqual(item(id));
      }
      expect([inbox.push(long(1)), inbox.push('2')]).toEqual([true, false]);
    });
  });
});
