import { performance } from 'node:perf_hooks';
import { request } from 'undici';
import { afterEach, expect, test } from 'vitest';
import type { Fault } from '../src/index.ts';
import { useEmulator } from '../src/vitest.ts';
import { basic, send, until } from './calling.ts';

const emulator = useEmulator();
afterEach(() => emulator().faults.clear());

const fail = (fault: Fault): void => emulator().faults.set('fault', fault);
const verify = () => send(emulator(), 'GET', '/api/verify');

test('holds an answer back', async () => {
  fail({ latency: 200 });
  const began = performance.now();
  await verify();
  // Timers may fire a millisecond early.
  expect(performance.now() - began).toBeGreaterThanOrEqual(199);
});

test('answers a status in the words of the platform', async () => {
  fail({ status: 503, retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' });
  const { status, headers, json } = await verify();
  expect([status, json.id, headers['retry-after']]).toEqual([
    503,
    'service_unavailable',
    'Wed, 21 Oct 2026 07:28:00 GMT',
  ]);
});

test('limits a rate, and says how long to wait', async () => {
  fail({ rateLimit: { requests: 2, windowMs: 60_000 } });
  const answers = [await verify(), await verify(), await verify()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers[2]?.json.id).toBe('rate_limited');
  expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(50);
});

test('fails the first so many requests only', async () => {
  fail({ status: 500, times: 2 });
  const statuses = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await verify()).status);
  expect(statuses).toEqual([500, 500, 200]);
});

test('concerns the operation, the resource or the path that it names', async () => {
  const statusOf = async (path: string): Promise<number> => (await send(emulator(), 'GET', path)).status;
  fail({ operation: 'collections.*', status: 500 });
  expect([await statusOf('/api/acme/spaces'), await statusOf('/api/verify')]).toEqual([500, 200]);
  fail({ operation: 'credentials.verify', status: 500 });
  expect([await statusOf('/api/acme/spaces'), await statusOf('/api/verify')]).toEqual([200, 500]);
  fail({ path: '/api/*/spaces', status: 500 });
  expect([await statusOf('/api/acme/spaces'), await statusOf('/api/acme/collections')]).toEqual([500, 200]);
  fail({ path: '/api/acme/**', status: 500 });
  expect([await statusOf('/api/acme/spaces'), await statusOf('/api/verify')]).toEqual([500, 200]);
});

test('drops the connection without an answer, and carries nothing out', async () => {
  fail({ drop: true });
  const report = `/api/acme/reports/${emulator().seeds.analytics.reports.example}`;
  await expect(send(emulator(), 'PATCH', `${report}/archive`)).rejects.toThrow(
    /other side closed|ECONNRESET/,
  );
  emulator().faults.clear();
  expect((await send(emulator(), 'GET', report)).json.archived).toBe(false);
});

test('carries the request out and never answers', async () => {
  fail({ silent: true, times: 1 });
  const report = `/api/acme/reports/${emulator().seeds.analytics.reports.example}`;
  const leave = new AbortController();
  const unanswered = request(`${emulator().url}${report}/archive`, {
    method: 'PATCH',
    headers: { authorization: basic(emulator().seeds.analytics.keys.workspace) },
    signal: leave.signal,
  });
  await until(async () =>
    (await send(emulator(), 'GET', report)).json.archived === true ? true : undefined,
  );
  leave.abort();
  await expect(unanswered).rejects.toThrow(/abort/);
  await send(emulator(), 'PATCH', `${report}/unarchive`);
});

test('closes after exactly so many bytes of the body', async () => {
  fail({ closeAfterBytes: 20 });
  const { headers, bytes, error } = await bytesOf('/api/verify');
  expect(Number(headers['content-length'])).toBeGreaterThan(20);
  expect(bytes.toString()).toMatch(/^\{"workspace":"acme",$/);
  expect(error).toBeDefined();
});

test('cuts a body that nothing frames, so that only its end is missing', async () => {
  fail({ unframed: true, closeAfterBytes: 20 });
  const { headers, bytes, error } = await bytesOf('/api/verify');
  expect(headers['content-length'] ?? headers['transfer-encoding']).toBeUndefined();
  expect([bytes.length, error]).toEqual([20, undefined]);
});

test('sends the whole body unframed', async () => {
  fail({ unframed: true });
  const { headers, bytes } = await bytesOf('/api/verify');
  expect(headers['content-length'] ?? headers['transfer-encoding']).toBeUndefined();
  expect(JSON.parse(bytes.toString())).toMatchObject({ workspace: 'acme' });
});

test('drips', async () => {
  fail({ drip: { bytes: 50, everyMs: 5 } });
  const { bytes, pieces } = await bytesOf('/api/verify');
  expect(JSON.parse(bytes.toString())).toMatchObject({ workspace: 'acme' });
  expect(pieces).toBeGreaterThan(1);
});

/** The body as far as it comes, and what ended it early. */
async function bytesOf(path: string) {
  const { headers, body } = await request(emulator().url + path, {
    headers: { authorization: basic(emulator().seeds.analytics.keys.workspace) },
  });
  const chunks: Buffer[] = [];
  let error: unknown;
  try {
    for await (const chunk of body) chunks.push(chunk as Buffer);
  } catch (caught) {
    error = caught;
  }
  return { headers, bytes: Buffer.concat(chunks), pieces: chunks.length, error };
}
