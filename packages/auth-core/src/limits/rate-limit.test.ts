import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { modeCloudKey } from '../credentials/mode-cloud-key.ts';
import { Deadline } from '../exchange/deadline.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { limitKey } from './limit-key.ts';
import type { Turn } from './limiter.ts';
import type { RateStore } from './rate-store.ts';
import { rateLimit } from './rate-limit.ts';

const key = modeCloudKey('test-key');

function turnOf(deadline: Deadline, method = 'GET', credential = key): Turn {
  return {
    operation: 'things.get',
    method,
    path: '/things/{thing}',
    credential,
    left: () => deadline.left,
    wait: (milliseconds) => deadline.wait(milliseconds),
    within: (promise) => deadline.within(promise),
  };
}

function deadlineOf(timeout: number, signal?: AbortSignal): Deadline {
  return new Deadline(timeout, signal, () => ({ operation: 'things.get' }));
}

describe('rateLimit', () => {
  afterEach(() => vi.restoreAllMocks());

  it('lets as many go as the rule says, and makes the next wait for the window', async () => {
    const limiter = rateLimit({ requests: 3, seconds: 1 });
    const deadline = deadlineOf(10_000);
    const started = performance.now();
    for (let index = 0; index < 3; index += 1) await limiter.turn(turnOf(deadline));
    const free = performance.now() - started;
    await limiter.turn(turnOf(deadline));
    deadline.end();
    // The window began with the first turn, at the latest when the free ones were given.
    expect(performance.now() - started).toBeGreaterThanOrEqual(1_000 - free);
  });

  it('makes nobody wait longer because the clock was set back', async () => {
    const limiter = rateLimit({ requests: 1, seconds: 0.2 });
    const deadline = deadlineOf(10_000);
    await limiter.turn(turnOf(deadline));
    const real = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => real() - 3_600_000);
    await limiter.turn(turnOf(deadline));
    deadline.end();
  });

  it('fails at once, and says when, where the wait cannot fit', async () => {
    const limiter = rateLimit({ requests: 1, seconds: 60 });
    const deadline = deadlineOf(5_000);
    await limiter.turn(turnOf(deadline));
    const error: unknown = await limiter.turn(turnOf(deadline)).catch((reason: unknown) => reason);
    deadline.end();
    expect(RateLimitError.isInstance(error) && error).toMatchObject({ code: 'client_limit', attempts: 0 });
    expect(RateLimitError.isInstance(error) && error.retryAfter).toBeGreaterThan(5_000);
  });

  it('counts each credential and each class for itself', async () => {
    const limiter = rateLimit({
      all: { requests: 1, seconds: 60 },
      classes: { read: { requests: 2, seconds: 60 } },
    });
    const deadline = deadlineOf(5_000);
    await limiter.turn(turnOf(deadline));
    await limiter.turn(turnOf(deadline));
    await limiter.turn(turnOf(deadline, 'PUT'));
    await limiter.turn(turnOf(deadline, 'PUT', modeCloudKey('test-key-2')));
    await expect(limiter.turn(turnOf(deadline))).rejects.toThrow('was not sent');
    await expect(limiter.turn(turnOf(deadline, 'PUT'))).rejects.toThrow('was not sent');
    deadline.end();
  });

  it('is aborted while it waits, with the reason of the caller', async () => {
    const limiter = rateLimit({ requests: 1, seconds: 30 });
    const controller = new AbortController();
    const deadline = deadlineOf(60_000, controller.signal);
    await limiter.turn(turnOf(deadline));
    const waiting = limiter.turn(turnOf(deadline));
    const reason = new Error('enough');
    setImmediate(() => controller.abort(reason));
    await expect(waiting).rejects.toBe(reason);
  });

  it('asks a store that failed again, and goes on when it is back', async () => {
    let failures = 2;
    const store: RateStore = {
      consume: async () => {
        failures -= 1;
        if (failures >= 0) throw new Error('connection refused');
      },
    };
    const deadline = deadlineOf(30_000);
    await rateLimit(store).turn(turnOf(deadline));
    deadline.end();
    expect(failures).toBe(-1);
  });

  it('sends nothing while the store cannot be reached', async () => {
    const store: RateStore = { consume: () => Promise.reject(new Error('connection refused')) };
    const deadline = deadlineOf(1_200);
    await expect(rateLimit(store).turn(turnOf(deadline))).rejects.toThrow('cannot be reached');
    deadline.end();
  });

  it('is bounded by the deadline when the store never answers', async () => {
    const store: RateStore = { consume: () => new Promise(() => undefined) };
    const error: unknown = await rateLimit(store)
      .turn(turnOf(deadlineOf(50)))
      .catch((reason: unknown) => reason);
    expect(TimeoutError.isInstance(error)).toBe(true);
  });

  it('keeps the credential out of the key', async () => {
    const name = await limitKey(modeCloudKey('test-secret'), 'read');
    expect(name).toMatch(/^bimodal:[0-9a-f]{32}:read$/);
    expect(inspect(name)).not.toContain('test-secret');
  });

  it.each([
    [{ requests: 0, seconds: 1 }],
    [{ requests: 1.5, seconds: 1 }],
    [{ requests: 1, seconds: 0 }],
    [{ requests: 1, seconds: 2 ** 31 / 1000 }],
  ])('refuses the rule %j', (rule) => {
    expect(() => rateLimit(rule)).toThrow('must be');
  });
});
