import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { InputError, IotClient, modeCloudKey } from '../src/index.ts';

/** Bytes as they came over the wire, one character each, and a server that answers each request with an empty object. */
let received = '';
const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    const [head, body] = received.split('\r\n\r\n');
    const length = Number(/^content-length: (\d+)/im.exec(head ?? '')?.[1] ?? 0);
    if (body === undefined || body.length < length) return;
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}');
  });
});
let client: IotClient;

beforeEach(async () => {
  received = '';
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = new IotClient({
    credential: modeCloudKey('test-key'),
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
});
afterEach(async () => {
  await client.close();
  for (const socket of sockets) socket.destroy();
  server.close();
  await once(server, 'close');
});

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

it.each([
  [
    'a form',
    () => client.sessions.sendCode({ projectId: 7, phoneNumber: '+81 3é&' }),
    form,
    'projectId=7&phoneNumber=%2B81%203%C3%A9%26',
  ],
  [
    'JSON with more bytes than characters',
    () => client.devices.sendEvent({ device: 4, eventType: 'grüße', eventData: { text: '日本' } }),
    json,
    '{"eventType":"grüße","eventData":{"text":"日本"}}',
  ],
  [
    'a large value',
    () => client.homeKeyValues.set({ home: 3, key: 'k', value: 'é'.repeat(200_000) }),
    json,
    JSON.stringify({ value: 'é'.repeat(200_000) }),
  ],
  ['an empty object', () => client.users.update({ user: 9 }), json, '{}'],
])('%s goes with its type and its length in bytes, and never in chunks', async (_, call, type, body) => {
  await call();
  const [head = '', sent] = received.split('\r\n\r\n');
  expect(Buffer.from(sent ?? '', 'latin1').toString('utf8') === body).toBe(true);
  expect(head.toLowerCase()).toContain(`content-type: ${type}`);
  expect(head.toLowerCase()).toContain(`content-length: ${Buffer.byteLength(body)}`);
  expect(head.toLowerCase()).not.toContain('transfer-encoding');
});

it('the key is in a header, and in no address', async () => {
  await client.homes.get({ home: 3 });
  const [line = '', ...headers] = received.split('\r\n');
  expect(line).toBe('GET /homes/3 HTTP/1.1');
  expect(headers.map((header) => header.toLowerCase())).toContain('authorization: modecloud test-key');
});

it('an app proxy is a path of its home or its project', async () => {
  await client.appProxies.request({ home: 3, method: 'GET', path: '/a/{b}', input: { b: 'x/y', c: 1 } });
  expect(received.split('\r\n')[0]).toBe('GET /homes/3/appProxy/a/x%2Fy?c=1 HTTP/1.1');
  received = '';
  await client.appProxies.request({ project: 7, method: 'POST', path: '/a', input: { c: 1 } });
  expect(received).toMatch(/^POST \/projects\/7\/appProxy\/a HTTP[^]*\{"c":1\}$/);
  for (const wrong of [{}, { home: 3, project: 7 }]) {
    await expect(client.appProxies.request({ ...wrong, method: 'GET', path: '/a' })).rejects.toThrow(
      InputError,
    );
  }
});
