import { getEventListeners } from 'node:events';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { deaf, engineFor, rejection } from '../../test/engine.ts';
import { json, serve, serveInTurn, serveRaw, type TestServer } from '../../test/server.ts';
import type { ClientOptions } from '../options/settings.ts';
import type { CredentialProvider } from '../credentials/provider.ts';
import { modeCloudKey } from '../credentials/mode-cloud-key.ts';
import { Deadline } from './deadline.ts';

const never = (): Promise<never> => new Promise(() => undefined);

interface Phase {
  readonly server: () => Promise<TestServer>;
  readonly url?: (server: TestServer) => string;
  readonly options?: ClientOptions;
  readonly credential?: CredentialProvider;
  /** Resolves when the phase has been reached. */
  readonly reached?: (server: TestServer) => boolean;
}

/** Each place where a call can be kept waiting. */
const phases: Readonly<Record<string, Phase>> = {
  'the TLS handshake': {
    server: () => serveRaw((socket) => socket.resume()),
    url: (server) => server.url.replace('http:', 'https:'),
    reached: (server) => server.connections() > 0,
  },
  'the headers': {
    server: () => serve(never),
    reached: (server) => server.received.length > 0,
  },
  'the body': {
    server: () =>
      serve((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '10' }).write('{');
      }),
    reached: (server) => server.received.length > 0,
  },
  'a retry': {
    server: () => serve((_request, response) => json(response, {}, 429, { 'retry-after': '1' })),
    reached: (server) => server.received.length > 0,
  },
  'a free connection': {
    server: () => serve(never),
    options: { headers: { 'x-crowd': '1' } },
    reached: (server) => server.received.length === 50,
  },
  'a credential': {
    server: () => serve((_request, response) => json(response, { id: 'a' })),
    credential: { name: 'never', provide: never },
  },
  'a step': {
    server: () => serve((_request, response) => json(response, { id: 'a' })),
    options: { before: never },
  },
  'a turn': {
    server: () => serve((_request, response) => json(response, { id: 'a' })),
    options: { limiter: { turn: never } },
  },
  'a turn that waits by the call’s own deadline': {
    server: () => serve((_request, response) => json(response, { id: 'a' })),
    options: { limiter: { turn: (turn) => turn.wait(20_000) } },
  },
};

async function start(phase: Phase): Promise<{
  call: (options: object) => Promise<unknown>;
  reached: () => Promise<void>;
  server: TestServer;
}> {
  const server = await phase.server();
  const url = phase.url?.(server) ?? server.url;
  const engine = engineFor(url, phase.options ?? {}, phase.credential ?? modeCloudKey('test-key'));
  if (phase.options?.headers !== undefined) {
    // The pool has 50 connections; these calls keep them.
    const crowd = new AbortController();
    onTestFinished(() => crowd.abort());
    for (let index = 0; index < 50; index += 1) {
      engine.call('things.get', { thing: 'a' }, { signal: crowd.signal }).catch(() => undefined);
    }
  }
  const reached = async (): Promise<void> => {
    while (phase.reached?.(server) === false) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { server, reached, call: (options) => engine.call('things.get', { thing: 'a' }, options) };
}

describe('the deadline ends a call', () => {
  // A wait before a retry that would not fit into it is not begun; see below.
  it.each(Object.keys(phases).filter((name) => name !== 'a retry'))('that waits for %s', async (name) => {
    const phase = phases[name]!;
    const { call, reached } = await start(phase);
    if (phase.options?.headers !== undefined) await reached();
    const started = performance.now();
    const error = await rejection(call({ timeout: 150 }));
    expect(error).toMatchObject({ name: 'TimeoutError', timeout: 150, operation: 'things.get' });
    // It may be late on a busy machine, but never early.
    expect(performance.now() - started).toBeGreaterThanOrEqual(148);
  });
});

describe('an abort ends a call at once, with the signal’s own reason, and leaves no listener', () => {
  it.each(Object.keys(phases))('that waits for %s', async (name) => {
    const { call, reached } = await start(phases[name]!);
    const controller = new AbortController();
    const reason = { mine: true };
    const pending = rejection(call({ signal: controller.signal, timeout: 20_000 }));
    await reached();
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    controller.abort(reason);
    expect(await pending).toBe(reason);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });
});

describe('a signal', () => {
  it('that is aborted already ends the call before anything is asked or sent', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    let asked = 0;
    const engine = engineFor(server.url, {
      before: () => {
        asked += 1;
      },
    });
    await engine.call('things.get', { thing: 'a' });
    const reason = new Error('mine');
    for (const call of [
      engine.call('things.get', { thing: 'a' }, { signal: AbortSignal.abort(reason) }),
      engine.bytes('things.download', { thing: 'a' }, { signal: AbortSignal.abort(reason) }),
      engine.socket('things.listen', { thing: 'a' }, deaf, { signal: AbortSignal.abort(reason) }),
    ]) {
      expect(await rejection(call)).toBe(reason);
    }
    expect(asked).toBe(1);
    expect(server.received).toHaveLength(1);
  });

  it('that lives long has no listener left after calls that went well, failed, or were repeated', async () => {
    const server = await serveInTurn(
      (_request, response) => json(response, { id: 'a' }),
      (_request, response) => json(response, {}, 404),
      (_request, response) => json(response, {}, 503, { 'retry-after': '0' }),
      (_request, response) => json(response, { id: 'a' }),
    );
    const engine = engineFor(server.url);
    const { signal } = new AbortController();
    await engine.call('things.get', { thing: 'a' }, { signal });
    await rejection(engine.call('things.get', { thing: 'a' }, { signal }));
    await engine.call('things.get', { thing: 'a' }, { signal });
    await rejection(engine.call('things.get', {}, { signal }));
    const { data } = await engine.bytes('things.download', { thing: 'a' }, { signal });
    await data.text();
    expect(server.received).toHaveLength(5);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('that is aborted after the answer changes nothing', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const controller = new AbortController();
    const { data } = await engineFor(server.url).call(
      'things.get',
      { thing: 'a' },
      { signal: controller.signal },
    );
    controller.abort();
    expect(data).toEqual({ id: 'a' });
  });
});

describe('the deadline', () => {
  it('covers all attempts together', async () => {
    const server = await serve((_request, response) => json(response, {}, 503, { 'retry-after': '0' }));
    const call = engineFor(server.url).call(
      'things.get',
      { thing: 'a' },
      { retries: 1_000_000, timeout: 300 },
    );
    const error = await rejection(call);
    expect(['TimeoutError', 'ServerError']).toContain((error as Error).name);
    expect(server.received.length).toBeGreaterThan(3);
  });

  it('is not waited for where a wait would not fit into it', async () => {
    const server = await serve((_request, response) => json(response, {}, 429, { 'retry-after': '30' }));
    const call = engineFor(server.url).call('things.get', { thing: 'a' }, { timeout: 10_000 });
    expect(await rejection(call)).toMatchObject({ name: 'RateLimitError', retryAfter: 30_000 });
  });

  it('leaves no timer behind', async () => {
    const server = await serveInTurn(
      (_request, response) => json(response, { id: 'a' }),
      (_request, response) => json(response, {}, 503, { 'retry-after': '0' }),
      (_request, response) => json(response, {}, 404),
    );
    const engine = engineFor(server.url, { timeout: 54_321 });
    const set = vi.spyOn(globalThis, 'setTimeout');
    const clear = vi.spyOn(globalThis, 'clearTimeout');
    onTestFinished(() => {
      set.mockRestore();
      clear.mockRestore();
    });
    await engine.call('things.get', { thing: 'a' });
    await rejection(engine.call('things.get', { thing: 'a' }));
    await rejection(engine.call('things.get', { thing: 'a' }, { signal: AbortSignal.abort() }));
    await rejection(engine.call('things.get', {}));
    const timers = set.mock.results
      .filter((_, index) => set.mock.calls[index]?.[1] === 54_321)
      .map(({ value }): unknown => value);
    const cleared = new Set<unknown>(clear.mock.calls.map(([timer]) => timer));
    expect(timers).toHaveLength(4);
    expect(timers.filter((timer) => !cleared.has(timer))).toEqual([]);
  });

  it('gives up the connection of a call that it ends', async () => {
    const closed = vi.fn<() => void>();
    const server = await serveRaw((socket) => void socket.resume().on('close', closed));
    await rejection(engineFor(server.url).call('things.get', { thing: 'a' }, { timeout: 100 }));
    await eventually(() => expect(closed).toHaveBeenCalledOnce());
  });

  it.each([0, -1, Number.NaN, 2 ** 31, Number.POSITIVE_INFINITY])('cannot be %d', async (timeout) => {
    const engine = engineFor('http://127.0.0.1:1');
    expect(await rejection(engine.call('things.get', { thing: 'a' }, { timeout }))).toMatchObject({
      name: 'InputError',
    });
    expect(() => engineFor('http://127.0.0.1:1', { timeout })).toThrow('`timeout` must be');
  });

  it('says what was going on when it passed', async () => {
    const server = await serve(never);
    const error = await rejection(engineFor(server.url).call('things.get', { thing: 'a' }, { timeout: 100 }));
    expect(String(error)).toContain('things.get did not finish within 100 ms (after 1 attempt).');
    const unsent = engineFor(server.url, { before: never });
    const other = await rejection(unsent.call('things.get', { thing: 'a' }, { timeout: 50 }));
    expect(String(other)).toContain('(before it was sent)');
  });
});

describe('Deadline', () => {
  const facts = (): object => ({});

  it('gives a wait inside another back to the other', async () => {
    const controller = new AbortController();
    const deadline = new Deadline(20_000, controller.signal, facts);
    const inner = async (): Promise<never> => {
      await deadline.wait(1);
      await deadline.within(Promise.resolve());
      return never();
    };
    const outer = deadline.within(inner());
    setTimeout(() => controller.abort('mine'), 20);
    await expect(outer).rejects.toBe('mine');
    deadline.end();
  });

  it('lets who waited guard the next thing in the same turn', async () => {
    const controller = new AbortController();
    const deadline = new Deadline(20_000, controller.signal, facts);
    await deadline.within(Promise.resolve());
    const cancelled = new Promise((resolve) => deadline.guard(resolve));
    await Promise.resolve();
    await Promise.resolve();
    controller.abort('mine');
    expect(await cancelled).toBe('mine');
  });

  it('cancels at once what comes too late', () => {
    const deadline = new Deadline(20_000, AbortSignal.abort('mine'), facts);
    let told: unknown;
    deadline.guard((reason) => (told = reason));
    expect(told).toBe('mine');
    expect(() => deadline.check()).toThrow('mine');
  });
});
