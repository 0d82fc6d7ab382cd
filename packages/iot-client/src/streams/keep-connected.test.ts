import { ConnectionError } from '@bimodal/auth-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Connection, ConnectionListener } from './connection.ts';
import { keepConnected } from './keep-connected.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const settings = {
  backOff: { first: 500, most: 30_000 },
  timeout: 3_600_000,
  pingInterval: 30_000,
  pongTimeout: 10_000,
};

/** A connection that is there for so many milliseconds. */
function lasting(milliseconds: number): Connection {
  const opened = Date.now();
  let listener: ConnectionListener | undefined;
  const end = (): void => listener?.closed();
  setTimeout(end, milliseconds);
  return {
    lastHeard: { tick: performance.now(), time: opened },
    listen: (given) => (listener = given),
    ping() {},
    close: end,
    destroy: end,
  };
}

/** When each attempt was made, in milliseconds from the start, with these answers one after the other. */
async function attempts(answers: readonly ('refused' | number)[], random: number): Promise<number[]> {
  vi.spyOn(Math, 'random').mockReturnValue(random);
  const stop = new AbortController();
  const began = Date.now();
  const at: number[] = [];
  const left = [...answers];
  const connect = async (): Promise<Connection> => {
    at.push(Date.now() - began);
    const answer = left.shift();
    if (answer === undefined) {
      stop.abort();
      throw new ConnectionError('over', { sent: false });
    }
    if (answer === 'refused') throw new ConnectionError('refused', { sent: false });
    return lasting(answer);
  };
  const subscriber = { connected() {}, message() {}, gap() {} };
  const over = keepConnected(connect, settings, subscriber, stop.signal);
  await vi.runAllTimersAsync();
  await over;
  return at;
}

it.each([
  [0, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
  [0.5, [0, 250, 750, 1_750, 3_750, 7_750, 15_750, 30_750, 45_750]],
])('waits by full jitter: with a throw of %d, attempts at %j', async (random, expected) => {
  expect(await attempts(Array(8).fill('refused'), random)).toEqual(expected);
});

it('gives a server that accepts and hangs up at once more and more time, and one that held a new start', async () => {
  expect(await attempts([10, 10, 10, 20_000, 10], 0.5)).toEqual([
    0,
    10 + 250,
    20 + 250 + 500,
    30 + 250 + 500 + 1_000,
    20_030 + 250 + 500 + 1_000 + 250,
    20_040 + 250 + 500 + 1_000 + 250 + 500,
  ]);
});
