import { getEventListeners } from 'node:events';
import { AuthenticationError, InputError, ServerError, TimeoutError } from '@bimodal/auth-core';
import { describe, expect, it } from 'vitest';
import type { AnalyticsClient } from '../src/analytics-client.ts';
import { RunFailedError } from '../src/errors/run-failed-error.ts';
import { RunTimeoutError } from '../src/errors/run-timeout-error.ts';
import type { RunProgress } from '../src/run/options.ts';
import { inTurn, json, PlatformServer, type Handler } from './platform-server.ts';

const begin = 'POST /api/acme/reports/r1/runs';
const look = 'GET /api/acme/reports/r1/runs/run1';
const why = 'GET /api/acme/reports/r1/runs/run1/query_runs';

const run = (state: string): Handler => json(state === 'enqueued' ? 202 : 200, { token: 'run1', state });
const queryRuns = (...items: readonly object[]): Handler => json(200, { _embedded: { query_runs: items } });
const failure = {
  token: 'q1',
  state: 'failed',
  query_name: 'Flights',
  error_message: 'ERROR: no table "flights"',
};
const quick = { pollInterval: 1 };

/** What the first call loads is not part of the time that a test gives. */
async function warm(mode: AnalyticsClient): Promise<AnalyticsClient> {
  await mode.reports.get({ report: 'none' }).catch(() => {});
  return mode;
}

function started(): Promise<PlatformServer> {
  return new PlatformServer().on(begin, run('enqueued')).start();
}

describe('reports.runAndWait', () => {
  it.each([{ timeout: 0 }, { timeout: Number.NaN }, { pollInterval: -1 }, { pollInterval: Number.NaN }])(
    'refuses %j before it begins a run, which it could not wait for',
    async (times) => {
      await using server = await started();
      await using mode = server.client();
      const address = { report: 'r1', run: 'run1' };
      await expect(mode.reports.runAndWait({ report: 'r1' }, times)).rejects.toBeInstanceOf(InputError);
      await expect(mode.reportRuns.wait(address, times)).rejects.toBeInstanceOf(InputError);
      await expect(mode.pdfExports.pdf(address, times)).rejects.toBeInstanceOf(InputError);
      expect(server.requests).toHaveLength(0);
    },
  );

  it('begins one run with the parameters and waits until it has succeeded', async () => {
    await using server = await started();
    server.on(look, inTurn(run('enqueued'), run('running_notebook'), run('succeeded')));
    await using mode = server.client();
    const progress: RunProgress[] = [];
    const ended = await mode.reports.runAndWait(
      { report: 'r1', parameters: { origin: 'SEA' } },
      { ...quick, onProgress: (told) => progress.push(told) },
    );
    expect(ended).toEqual({ token: 'run1', state: 'succeeded' });
    expect(progress.map(({ state, attempt }) => [attempt, state])).toEqual([
      [0, 'enqueued'],
      [1, 'enqueued'],
      [2, 'running_notebook'],
      [3, 'succeeded'],
    ]);
    expect(progress.map(({ elapsed }) => elapsed)).toEqual(
      progress.map(({ elapsed }) => elapsed).toSorted((a, b) => a - b),
    );
    expect(server.requests.map(({ body }) => body)[0]).toBe('{"parameters":{"origin":"SEA"}}');
    expect(server.count(begin)).toBe(1);
  });

  it('takes completed, the end of a report with a notebook, for success', async () => {
    await using server = await started();
    await using mode = server.on(look, run('completed')).client();
    expect(await mode.reports.runAndWait({ report: 'r1' }, quick)).toMatchObject({ state: 'completed' });
  });

  it('goes on waiting through a state that it does not know', async () => {
    await using server = await started();
    await using mode = server.on(look, inTurn(run('processing'), run('succeeded'))).client();
    expect(await mode.reports.runAndWait({ report: 'r1' }, quick)).toMatchObject({ state: 'succeeded' });
  });

  it('says what the warehouse said when a query failed', async () => {
    await using server = await started();
    server.on(look, run('failed')).on(why, queryRuns({ token: 'q0', state: 'succeeded' }, failure));
    await using mode = server.client();
    const error = await mode.reports.runAndWait({ report: 'r1' }, quick).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RunFailedError);
    expect(error).toMatchObject({
      message: 'Report run run1 failed: query "Flights" said: ERROR: no table "flights"',
      run: { token: 'run1', state: 'failed' },
      failures: [failure],
    });
  });

  it('says that a run was cancelled', async () => {
    await using server = await started();
    await using mode = server.on(look, run('cancelled')).on(why, queryRuns()).client();
    await expect(mode.reports.runAndWait({ report: 'r1' }, quick)).rejects.toThrow(
      'Report run run1 was cancelled before it ended.',
    );
  });

  it('tells of a failed run although its query runs cannot be read', async () => {
    await using server = await started();
    await using mode = server.on(look, run('failed')).on(why, json(500, {})).client();
    const error = await mode.reports.runAndWait({ report: 'r1' }, quick).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'RunFailedError', failures: [], operation: 'reports.runAndWait' });
    expect(Reflect.get(Object(error), 'cause')).toBeInstanceOf(ServerError);
  });

  it('names the run when the time is over, and what happened last', async () => {
    await using server = await started();
    await using mode = await warm(server.on(look, run('enqueued')).client());
    const error = await mode.reports
      .runAndWait({ report: 'r1' }, { ...quick, timeout: 1_000 })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RunTimeoutError);
    expect(TimeoutError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ run: { token: 'run1', state: 'enqueued' }, timeout: 1_000 });
    expect(String(error)).toContain('Report run run1 was still enqueued after 1000 ms');
  });

  it('ends a look that hangs when the time is over', async () => {
    await using server = await started();
    await using mode = await warm(server.on(look, () => {}).client());
    await expect(
      mode.reports.runAndWait({ report: 'r1' }, { ...quick, timeout: 1_000 }),
    ).rejects.toBeInstanceOf(RunTimeoutError);
  });

  it('stops at once when aborted in the middle of a wait, with the reason given', async () => {
    await using server = await started();
    await using mode = server.on(look, run('enqueued')).client();
    const controller = new AbortController();
    const reason = new Error('enough');
    const waiting = mode.reports.runAndWait(
      { report: 'r1' },
      {
        pollInterval: 3_600_000,
        timeout: 36_000_000,
        signal: controller.signal,
        onProgress: () => queueMicrotask(() => controller.abort(reason)),
      },
    );
    await expect(waiting).rejects.toBe(reason);
    expect(server.count(look)).toBe(0);
  });

  it('leaves no listener on a signal that lives on', async () => {
    await using server = await started();
    await using mode = server.on(look, inTurn(run('enqueued'), run('succeeded'))).client();
    const { signal } = new AbortController();
    await mode.reports.runAndWait({ report: 'r1' }, { ...quick, signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('looks again after a look that failed in passing', async () => {
    await using server = await started();
    const busy = json(503, { id: 'service_unavailable', message: 'busy' });
    const cut: Handler = (_seen, response) => response.destroy();
    await using mode = server.on(look, inTurn(busy, cut, run('succeeded'))).client();
    expect(await mode.reports.runAndWait({ report: 'r1' }, quick)).toMatchObject({ state: 'succeeded' });
    expect(server.count(begin)).toBe(1);
  });

  it('gives up at the fifth failed look in a row', async () => {
    await using server = await started();
    await using mode = server.on(look, json(500, {})).client();
    await expect(mode.reports.runAndWait({ report: 'r1' }, quick)).rejects.toBeInstanceOf(ServerError);
    expect(server.count(look)).toBe(5);
  });

  it('counts failed looks anew after one that succeeds', async () => {
    await using server = await started();
    const four = Array.from({ length: 4 }, () => json(500, {}));
    await using mode = server.on(look, inTurn(...four, run('enqueued'), ...four, run('succeeded'))).client();
    expect(await mode.reports.runAndWait({ report: 'r1' }, quick)).toMatchObject({ state: 'succeeded' });
  });

  it('does not look again after a refusal', async () => {
    await using server = await started();
    await using mode = server.on(look, json(401, { id: 'unauthorized', message: 'no' })).client();
    await expect(mode.reports.runAndWait({ report: 'r1' }, quick)).rejects.toBeInstanceOf(
      AuthenticationError,
    );
    expect(server.count(look)).toBe(1);
  });
});

describe('reportRuns.wait', () => {
  it('waits for a run that was begun before', async () => {
    await using server = await started();
    await using mode = server.on(look, inTurn(run('enqueued'), run('succeeded'))).client();
    expect(await mode.reportRuns.wait({ report: 'r1', run: 'run1' }, quick)).toMatchObject({
      state: 'succeeded',
    });
    expect(server.count(begin)).toBe(0);
  });

  it('names itself when the run failed, and when the time is over', async () => {
    await using server = await started();
    await using mode = await warm(server.on(look, run('failed')).on(why, queryRuns()).client());
    const address = { report: 'r1', run: 'run1' };
    const operation = 'reportRuns.wait';
    await expect(mode.reportRuns.wait(address, quick)).rejects.toMatchObject({
      name: 'RunFailedError',
      operation,
    });
    server.on(look, run('enqueued'));
    await expect(mode.reportRuns.wait(address, { ...quick, timeout: 1_000 })).rejects.toMatchObject({
      name: 'RunTimeoutError',
      operation,
    });
  });
});
