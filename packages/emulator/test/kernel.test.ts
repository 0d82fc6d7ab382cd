import { operations } from '@bimodal/analytics-client/contract';
import { createContract } from '@bimodal/contract/runtime';
import type { FastifyInstance } from 'fastify';
import { request } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { allows } from '../src/server/allows.ts';
import { servedContract } from '../src/server/contract.ts';
import { Deviations } from '../src/server/deviations.ts';
import { Faults } from '../src/faults/faults.ts';
import { Outbox } from '../src/server/outbox.ts';
import type { Handlers, Platform } from '../src/server/platform.ts';
import { Refusal } from '../src/server/refusal.ts';
import { serve } from '../src/server/routes.ts';
import { createServer } from '../src/server/server.ts';

/** A platform of the test's own, over Mode Analytics' operations: anyone may call. */
function platformWith(handlers: Handlers): Platform {
  return {
    name: 'analytics',
    contract: servedContract(createContract(operations)),
    handlers,
    owns: () => true,
    mediaType: 'application/json',
    identify: () => ({ kind: 'workspace' }),
    authorise: () => {},
    invalid: () => undefined,
    unknownRoute: () => new Refusal(404, 'unknown'),
    envelope: ({ message }) => ({ message }),
    cors: {
      answer: { 'access-control-allow-origin': '*' },
      preflight: { 'access-control-allow-methods': 'GET' },
    },
  };
}

let app: FastifyInstance | undefined;
afterEach(() => app?.close());

async function start(handlers: Handlers, strict = false) {
  const [deviations, errors] = [new Deviations(), [] as unknown[]];
  const platform = platformWith(handlers);
  app = await createServer({
    platforms: [{ manner: platform, serve: (scope, parts) => serve(scope, platform, parts) }],
    openapi: {},
    deviations,
    faults: new Faults(),
    outbox: new Outbox(),
    adminToken: 'test-token',
    strict,
    anyHost: false,
    closing: new AbortController().signal,
    report: (error) => errors.push(error),
  });
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), deviations, errors };
}

test.each([
  ['a field that the contract does not know', { workspace: 'acme', colour: 'red' }, 'colour'],
  ['a field of another type', { workspace: 7 }, 'workspace'],
])('answers 500 to its own answer with %s', async (_, body, path) => {
  const { url, deviations } = await start({ 'credentials.verify': () => ({ body }) });
  const response = await request(`${url}/api/verify`);
  expect(response.statusCode).toBe(500);
  expect(await response.body.json()).toMatchObject({
    message: expect.stringContaining(`credentials.verify is wrong: ${path}`) as string,
  });
  expect(deviations.all).toMatchObject([
    { kind: 'answer', operation: 'credentials.verify', issues: [{ path }] },
  ]);
});

test('answers an unexpected error with 500, tells its owner, and tells the client nothing of it', async () => {
  const { url, errors } = await start({
    'credentials.verify': () => {
      throw new Error('test-secret');
    },
  });
  const response = await request(`${url}/api/verify`);
  expect([response.statusCode, await response.body.json()]).toEqual([
    500,
    { message: 'The emulator failed.' },
  ]);
  expect(errors).toMatchObject([{ message: 'test-secret' }]);
});

test('answers 501 to an operation without a handler', async () => {
  const { url } = await start({});
  const response = await request(`${url}/api/verify`);
  expect([response.statusCode, await response.body.json()]).toEqual([
    501,
    { message: 'credentials.verify is not emulated yet.' },
  ]);
});

test('gives handlers what was asked, and aborts their signal when the client goes away', async () => {
  const begun = Promise.withResolvers<AbortSignal>();
  const { url } = await start({
    'reports.get': (_input: object, { signal }) => {
      begun.resolve(signal);
      return new Promise(() => {});
    },
  });
  const leaving = new AbortController();
  const call = request(`${url}/api/acme/reports/abc`, { signal: leaving.signal }).catch(
    (error: unknown) => error,
  );
  const signal = await begun.promise;
  expect(signal.aborted).toBe(false);
  leaving.abort();
  await call;
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
});

test('ends a stream when its reader goes away', async () => {
  const ended = Promise.withResolvers<void>();
  async function* endless() {
    try {
      for (;;) yield Buffer.alloc(65_536);
    } finally {
      ended.resolve();
    }
  }
  const { url } = await start({ 'results.reportCsv': () => ({ stream: endless() }) });
  const { body } = await request(`${url}/api/acme/reports/a/runs/b/results/content.csv`);
  body.on('error', () => {});
  body.destroy();
  await ended.promise;
});

test('cuts a connection whose stream fails: a body is never short without being seen to be', async () => {
  async function* failing() {
    yield Buffer.from('one');
    throw new Error('test');
  }
  const { url, errors } = await start({ 'results.reportCsv': () => ({ stream: failing() }) });
  const read = async () =>
    (await request(`${url}/api/acme/reports/a/runs/b/results/content.csv`)).body.text();
  await expect(read()).rejects.toThrow(/other side closed|terminated|aborted/);
  expect(errors).toMatchObject([{ message: 'test' }]);
});

test('takes a body on GET and DELETE, and refuses one that is too large', async () => {
  const { url } = await start({
    'credentials.verify': () => ({ body: {} }),
    'reportSchedules.delete': () => ({}),
    'reports.update': () => ({ body: { token: 'a' } }),
  });
  const got = await request(`${url}/api/verify`, { method: 'GET', body: '{"a":1}' });
  expect(got.statusCode).toBe(200);
  await got.body.dump();
  const deleted = await request(`${url}/api/acme/reports/a/schedules/b`, { method: 'DELETE', body: '{}' });
  expect(deleted.statusCode).toBe(200);
  const large = await request(`${url}/api/acme/reports/a`, {
    method: 'PATCH',
    body: Buffer.alloc(11 * 1024 * 1024),
  });
  expect(large.statusCode).toBe(413);
});

test('keeps the connection usable after a GET with a body', async () => {
  const { url } = await start({ 'credentials.verify': () => ({ body: {} }) });
  for (let n = 0; n < 3; n += 1) {
    const response = await fetch(`${url}/api/verify`);
    expect(await response.json()).toEqual({});
  }
});

test('answers browsers of other origins as the platform does', async () => {
  const { url } = await start({ 'credentials.verify': () => ({ body: {} }) });
  const preflight = await request(`${url}/api/verify`, {
    method: 'OPTIONS',
    headers: { origin: 'https://app.example', 'access-control-request-method': 'GET' },
  });
  expect([preflight.statusCode, preflight.headers['access-control-allow-origin']]).toEqual([204, '*']);
  expect(preflight.headers['access-control-allow-methods']).toBe('GET');
  for (const path of ['/api/verify', '/nowhere']) {
    expect((await request(url + path)).headers['access-control-allow-origin']).toBe('*');
  }
});

test('lets callers in by their kind, doubtful ones too', () => {
  const [verify] = operations;
  if (!verify) throw new Error('There are no operations.');
  expect(allows({ ...verify, callers: ['user', 'device?'] }, 'device')).toBe(true);
  expect(allows({ ...verify, callers: ['user', 'device?'] }, 'project')).toBe(false);
  expect(allows({ ...verify, callers: ['nobody'] }, 'nobody')).toBe(true);
});
