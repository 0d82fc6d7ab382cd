import { setImmediate } from 'node:timers/promises';
import { ConnectionError } from '@bimodal/auth-core';
import { asyncProperty, assert, constantFrom, array } from 'fast-check';
import { expect, it } from 'vitest';
import type { WaitingEvent } from './outbox.ts';
import { sendEvents, type Sending } from './send-events.ts';

type Fate = 'taken' | 'taken later' | 'taken, unconfirmed' | 'lost';

/** An outbox in memory. */
function queueOf(count: number) {
  let waiting: readonly WaitingEvent[] = Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    eventType: String(at + 1),
    eventData: undefined,
  }));
  return {
    get waiting() {
      return waiting.length;
    },
    first: (after = 0) => waiting.find(({ id }) => id > after),
    removeThrough(event: WaitingEvent) {
      waiting = waiting.filter(({ id }) => id > event.id);
    },
  };
}

const lost = () => new ConnectionError('lost', { sent: true, retryable: true });

/** Sends all of a queue over connections that take in order, confirm in any, and end with the first that is lost. */
async function deliver(count: number, fates: Fate[], room = 8) {
  const queue = queueOf(count);
  const arrived: number[] = [];
  const stop = new AbortController();
  let [mostUnderWay, underWay] = [0, 0];
  const sending: Sending = {
    open() {
      let isOver = false;
      return Promise.resolve(async ({ id }: WaitingEvent) => {
        mostUnderWay = Math.max(mostUnderWay, ++underWay);
        try {
          const fate = isOver ? 'lost' : (fates.shift() ?? 'taken');
          if (fate !== 'lost') arrived.push(id);
          if (fate.startsWith('taken later')) await setImmediate();
          if (fate === 'lost' || fate === 'taken, unconfirmed') {
            isOver = true;
            throw lost();
          }
        } finally {
          underWay -= 1;
        }
      });
    },
    room: { events: room, size: 1000 },
    backOff: { first: 1, most: 1 },
    notFoundPatience: 1000,
    wait: () => setImmediate(),
    failed: () => {},
    idle: () => stop.abort(),
  };
  await sendEvents(queue, sending, stop.signal);
  return { arrived, mostUnderWay, waiting: queue.waiting };
}

it('whatever is lost or not confirmed, all arrive, each for the first time in order', async () => {
  const fate = constantFrom<Fate>('taken', 'taken', 'taken later', 'taken, unconfirmed', 'lost');
  await assert(
    asyncProperty(array(fate, { maxLength: 30 }), async (fates) => {
      const { arrived, waiting } = await deliver(20, fates);
      expect([...new Set(arrived)]).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
      expect(waiting).toBe(0);
    }),
    { numRuns: 100 },
  );
});

it('has several under way, as many as there is room for', async () => {
  const slow = Array.from({ length: 100 }, (): Fate => 'taken later');
  expect(await deliver(50, [...slow])).toMatchObject({ mostUnderWay: 8, waiting: 0 });
  expect(await deliver(5, [...slow], 1)).toMatchObject({ mostUnderWay: 1, arrived: [1, 2, 3, 4, 5] });
});

it('goes on where the disk fails for a while, and where a failure could not be told', async () => {
  const queue = queueOf(3);
  const told: unknown[] = [];
  const stop = new AbortController();
  let breaks = 2;
  const broken = new Error('disk I/O error');
  const arrived: number[] = [];
  await sendEvents(
    {
      first: queue.first,
      removeThrough(event) {
        if (breaks-- > 0) throw broken;
        queue.removeThrough(event);
      },
    },
    {
      open: () => Promise.resolve(({ id }) => Promise.resolve(arrived.push(id))),
      room: { events: 1, size: 1 },
      backOff: { first: 1, most: 1 },
      notFoundPatience: 1000,
      wait: () => setImmediate(),
      failed: (error, event, isGivenUp) => told.push([error, event, isGivenUp]),
      idle: () => stop.abort(),
    },
    stop.signal,
  );
  expect(told).toEqual([
    [broken, undefined, false],
    [broken, undefined, false],
  ]);
  expect([arrived, queue.waiting]).toEqual([[1, 1, 1, 2, 3], 0]);
});
