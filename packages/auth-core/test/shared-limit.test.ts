import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startPostgres, type TestPostgres } from '@bimodal/test-equipment';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const points = 20;
/** Seconds. */
const duration = 1;

let postgres: TestPostgres;
let server: Server;
let url: string;
/** When each request arrived, by `performance.now()`. */
const arrivals: number[] = [];

beforeAll(async () => {
  server = createServer((_request, response) => {
    arrivals.push(performance.now());
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  postgres = await startPostgres();
}, 120_000);

afterAll(async () => {
  await postgres.stop();
  server.close();
});

async function startCaller(): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'limited-caller.ts');
  const child = fork(script, [url, postgres.url, String(points), String(duration)]);
  await once(child, 'message');
  return child;
}

async function stopCaller(child: ChildProcess): Promise<number> {
  const told = once(child, 'message');
  child.send('stop');
  const [calls] = await told;
  return Number(calls);
}

async function arrived(count: number): Promise<void> {
  const wanted = arrivals.length + count;
  await vi.waitFor(() => expect(arrivals.length).toBeGreaterThanOrEqual(wanted), {
    timeout: 60_000,
    interval: 20,
  });
}

describe('two processes with one limit in PostgreSQL', { timeout: 180_000 }, () => {
  it('stay under it together, also while the store is restarted, and lose no call', async () => {
    const started = performance.now();
    const callers = await Promise.all([startCaller(), startCaller()]);
    await arrived(3 * points);

    // Turns that were given before it stopped may still arrive; after that, nothing does.
    let atStop = 0;
    let downAt = 0;
    await postgres.restart(async () => {
      atStop = arrivals.length;
      downAt = performance.now();
    });
    const backAt = performance.now();
    await arrived(3 * points);
    const calls = (await Promise.all(callers.map(stopCaller))).reduce((sum, each) => sum + each, 0);
    const windows = (performance.now() - started) / (duration * 1000) + 1;

    expect(calls).toBe(arrivals.length);
    expect(arrivals.length).toBeLessThanOrEqual(points * Math.ceil(windows));
    // In any stretch as long as the window, two windows meet at most.
    for (const [index, at] of arrivals.entries()) {
      const later = arrivals[index + 2 * points];
      if (later !== undefined) expect(later - at).toBeGreaterThan(duration * 1000 * 0.9);
    }
    const whileDown = arrivals.slice(atStop).filter((at) => at > downAt && at < backAt);
    expect(whileDown.length).toBeLessThanOrEqual(8);
  });
});
