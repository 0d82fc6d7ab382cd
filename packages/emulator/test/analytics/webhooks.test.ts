import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basic, InputError, NotFoundError } from '@bimodal/auth-core';
import { parseWebhook } from '@bimodal/analytics-client';
import { startDatabase } from '@bimodal/test-equipment';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startEmulator } from '../../src/index.ts';
import { runReport, send, until } from '../calling.ts';
import { clientOf } from './emulated-client.ts';

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

test('tells of every event, and the client reads what is behind each with its own key', async () => {
  const postgres = await startDatabase();
  await using emulator = await startEmulator({
    strict: true,
    postgres: postgres.url,
    analyticsWebhooks: [{ url }],
  });
  await using mode = clientOf(emulator);
  const { example } = emulator.seeds.analytics.reports;
  const { token: report } = await mode.reports.create({});
  const run = await mode.reports.runAndWait({ report: example }, { pollInterval: 10 });
  const { id, token: connection } = emulator.seeds.analytics.dataSources.postgres ?? { id: 0, token: '' };
  const made = { name: 'new_one', source: 'SELECT 1', data_source_id: id };
  const { token: definition } = await mode.definitions.create(made);
  await mode.definitions.update({ definition, description: 'Changed.' });
  const joined = emulator.addMember({ username: 'alan', name: 'Alan Example' });
  const hooks = (await events(8)).map((body) => parseWebhook(body));
  const read: Record<string, unknown> = {};
  for (const hook of hooks) read[hook.event] = await mode.webhooks.fetch(hook);
  expect(Object.keys(read).toSorted()).toEqual([
    'definition_created',
    'definition_updated',
    'member_joined_organization',
    'new_database_connection',
    'other',
    'report_created',
    'report_run_completed',
    'report_run_started',
  ]);
  expect(read).toMatchObject({
    definition_created: { token: definition },
    definition_updated: { token: definition, description: 'Changed.' },
    member_joined_organization: { member_username: 'alan', member_token: joined.token },
    new_database_connection: { token: connection, name: 'PostgreSQL' },
    report_created: { token: report },
    report_run_completed: { token: run.token, state: 'succeeded' },
    report_run_started: { token: run.token },
  });
  expect(read['other']).toBeUndefined();
  await using member = clientOf(emulator, 'workspace', { credential: basic(joined.key) });
  expect(await member.verify()).toMatchObject({ api_key_scope: 'member' });
  expect(() => emulator.addMember({ username: 'alan' })).toThrow('already');
}, 120_000);

test('sends nothing for a delivery of another workspace, and believes no URL', async () => {
  await using emulator = await startEmulator({ strict: true });
  await using mode = clientOf(emulator);
  const before = emulator.requestCount;
  const forged = (workspace: string, report: string) =>
    parseWebhook({
      event: 'report_created',
      report_url: `https://evil.test/api/${workspace}/reports/${report}`,
    });
  await expect(mode.webhooks.fetch(forged('other', '000000000000'))).rejects.toThrow(InputError);
  expect(emulator.requestCount).toBe(before);
  // Whatever the host: only the tokens count, and the client's own origin is asked.
  await expect(mode.webhooks.fetch(forged('acme', '000000000000'))).rejects.toThrow(NotFoundError);
  expect(emulator.requestCount).toBe(before + 1);
});
