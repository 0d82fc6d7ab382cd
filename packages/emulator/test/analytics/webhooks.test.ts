import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startEmulator } from '../../src/index.ts';
import { runReport, send, until } from '../calling.ts';

let server: Server;
let url: string;
let received: { method: string | undefined; type: string | undefined; body: Record<string, unknown> }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
      received.push({ method: request.method, type: request.headers['content-type'], body });
      response.statusCode = 500;
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(() => server.close());
beforeEach(() => {
  received = [];
});

const events = (count: number) =>
  until(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return received.length >= count ? received.map(({ body }) => body) : undefined;
  });

test('tells of events in order, beginning with a test event, whatever the receiver answers', async () => {
  await using emulator = await startEmulator({ strict: true, analyticsWebhooks: [{ url }] });
  expect(await events(1)).toEqual([{ event: 'test' }]);
  expect(received[0]).toMatchObject({ method: 'POST', type: 'application/json' });
  const { example } = emulator.seeds.analytics.reports;
  const run = await runReport(emulator, example);
  const report_run_url = `https://app.mode.com/api/acme/reports/${example}/runs/${run.token}`;
  expect((await events(3)).slice(1)).toEqual([
    { event: 'report_run_started', report_run_url },
    { event: 'report_run_completed', report_run_url },
  ]);
  const { token } = (await send(emulator, 'POST', '/api/acme/reports')).json;
  expect((await events(4)).at(-1)).toEqual({
    event: 'report_created',
    report_url: `https://app.mode.com/api/acme/reports/${token}`,
  });
});

test('tells of one event only where it is named', async () => {
  const hook = { url, event: 'definition_updated' } as const;
  await using emulator = await startEmulator({ strict: true, analyticsWebhooks: [hook] });
  const { definition } = emulator.seeds.analytics;
  await runReport(emulator, emulator.seeds.analytics.reports.example);
  const path = `/api/acme/definitions/${definition}`;
  await send(emulator, 'PATCH', path, { body: { definition: { description: 'New.' } } });
  expect(await events(2)).toEqual([
    { event: 'test' },
    { event: 'definition_updated', definition_url: `https://app.mode.com${path}` },
  ]);
});
