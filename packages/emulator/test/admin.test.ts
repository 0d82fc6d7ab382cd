import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { useEmulator } from '../src/vitest.ts';
import { send } from './calling.ts';

const emulator = useEmulator();
const admin = () => ({ authorization: `Bearer ${emulator().adminToken}` });
const pages = [
  '/_emulator/deviations',
  '/_emulator/outbox',
  '/_emulator/faults',
  '/_emulator/openapi/analytics.json',
];

test.each([...pages, '/_emulator/', '/_emulator/nothing'])('asks for the admin token at %s', async (path) => {
  for (const headers of [{}, { authorization: 'Bearer test-token' }, { 'x-emulator-token': '' }]) {
    const { status, json } = await send(emulator(), 'GET', path, { as: 'nobody', headers });
    expect(status).toBe(401);
    expect(json.message).toContain('admin token');
  }
});

test('takes no credential of a platform for the admin token', async () => {
  expect((await send(emulator(), 'PUT', '/_emulator/faults/f', { body: { status: 500 } })).status).toBe(401);
  expect(emulator().faults.list()).toEqual({});
});

test.each(pages)('shows %s to the admin', async (path) => {
  expect((await send(emulator(), 'GET', path, { headers: admin() })).status).toBe(200);
  const header = { 'x-emulator-token': emulator().adminToken };
  expect((await send(emulator(), 'GET', path, { as: 'nobody', headers: header })).status).toBe(200);
});

test('never answers CORS, neither to a preflight nor to the admin', async () => {
  const asked = { origin: 'https://evil.example', 'access-control-request-method': 'PUT' };
  const preflight = await send(emulator(), 'OPTIONS', '/_emulator/faults/f', {
    as: 'nobody',
    headers: asked,
  });
  const answer = await send(emulator(), 'GET', '/_emulator/faults', { headers: { ...asked, ...admin() } });
  for (const { headers } of [preflight, answer]) {
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
  expect(preflight.status).toBe(401);
  expect(answer.status).toBe(200);
});

test('sets and clears faults', async () => {
  const fault = { operation: 'credentials.verify', status: 503, retryAfter: 7 };
  expect(
    (await send(emulator(), 'PUT', '/_emulator/faults/one', { headers: admin(), body: fault })).status,
  ).toBe(204);
  expect((await send(emulator(), 'GET', '/_emulator/faults', { headers: admin() })).json).toEqual({
    one: fault,
  });
  const { status, headers } = await send(emulator(), 'GET', '/api/verify');
  expect([status, headers['retry-after']]).toEqual([503, '7']);
  await send(emulator(), 'DELETE', '/_emulator/faults/one', { headers: admin() });
  expect((await send(emulator(), 'GET', '/api/verify')).status).toBe(200);
});

test('ends and holds connections, and lets them go on', async () => {
  const { user, home } = emulator().seeds.cloud;
  const socket = new WebSocket(`${emulator().url.replace('http', 'ws')}/userSession/websocket`, {
    headers: { authorization: `ModeCloud ${user.token}` },
  });
  await once(socket, 'open');
  const put = (name: string, body: object) =>
    send(emulator(), 'PUT', `/_emulator/faults/${name}`, { headers: admin(), body });
  expect((await put('dead', { home: home.id, halfOpen: true })).status).toBe(204);
  const pong = once(socket, 'pong');
  socket.ping();
  // It is answered once the connection may go on.
  await send(emulator(), 'DELETE', '/_emulator/faults/dead', { headers: admin() });
  await pong;
  const closed = once(socket, 'close');
  expect((await put('cut', { operation: 'events.stream', cut: true, times: 1 })).status).toBe(204);
  expect((await closed)[0]).toBe(1006);
  await send(emulator(), 'DELETE', '/_emulator/faults', { headers: admin() });
});

test.each([
  ['{"cut":true,"status":500}', 'two faults'],
  ['{"halfOpen":1}', 'true or false'],
  ['{"latency":-1}', 'latency must be a whole number'],
  ['{"status":200}', 'status must be'],
  ['{"drip":{"bytes":0,"everyMs":1}}', 'drip.bytes must be'],
  ['{"delay":5}', 'no field "delay"'],
  ['[]', 'a JSON object'],
  ['{', 'JSON'],
])('refuses the fault %s', async (body, complaint) => {
  const { status, json } = await send(emulator(), 'PUT', '/_emulator/faults/bad', { headers: admin(), body });
  expect(status).toBe(400);
  expect(json.message.toLowerCase()).toContain(complaint.toLowerCase());
  expect(emulator().faults.list()).toEqual({});
});

test.each(['constructor', 'toString', '__proto__', 'nowhere.json'])('has no page of %s', async (name) => {
  const answer = await send(emulator(), 'GET', `/_emulator/openapi/${name}`, { headers: admin() });
  expect([answer.status, answer.json.message]).toEqual([404, 'There is analytics.json and cloud.json.']);
});

test('has a readable page of every operation, for a browser that asks for the token', async () => {
  const page = '/_emulator/openapi';
  const asked = await send(emulator(), 'GET', page, { as: 'nobody' });
  expect([asked.status, asked.headers['www-authenticate']]).toEqual([401, 'Basic realm="Bimodal emulator"']);
  const basic = (password: string) => ({
    authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`,
  });
  expect((await send(emulator(), 'GET', page, { headers: basic('test-secret') })).status).toBe(401);
  const { status, headers, text } = await send(emulator(), 'GET', page, {
    headers: basic(emulator().adminToken),
  });
  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(text).toContain('id="definitions.execute"');
  expect(text).not.toContain('<script');
  const faults = await send(emulator(), 'GET', '/_emulator/faults', {
    headers: basic(emulator().adminToken),
  });
  expect(faults.status).toBe(401);
});
