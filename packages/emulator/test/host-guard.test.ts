import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startEmulator } from '../src/index.ts';
import { useEmulator } from '../src/vitest.ts';
import { send } from './calling.ts';

const emulator = useEmulator();
const foreign = { host: 'evil.example' };

test.each(['/api/verify', '/_emulator/deviations', '/nowhere', '/api/%zz', '/auth'])(
  'refuses a foreign Host before anything else at %s',
  async (path) => {
    const { status, text, headers } = await send(emulator(), 'GET', path, { headers: foreign });
    expect(status).toBe(403);
    expect(text).toContain('"evil.example"');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  },
);

test('refuses a foreign Host with the right credential and the admin token', async () => {
  const headers = { ...foreign, 'x-emulator-token': emulator().adminToken };
  expect((await send(emulator(), 'GET', '/_emulator/deviations', { headers })).status).toBe(403);
});

test('refuses to open a websocket under a foreign Host', async () => {
  const answer = await raw('GET /devices/1/command HTTP/1.1\r\nHost: evil.example:80', [
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ]);
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
});

test('refuses a request without a Host', async () => {
  expect(await raw('GET /api/verify HTTP/1.0', [])).toMatch(/^HTTP\/1\.1 403 /);
});

test.each(['localhost', '127.0.0.1:1', '[::1]:4747'])('answers to %s', async (host) => {
  expect((await send(emulator(), 'GET', '/api/acme', { headers: { host } })).status).toBe(200);
});

test('answers to any name when told where to listen', async () => {
  const open = await startEmulator({ host: '127.0.0.1' });
  try {
    expect((await send(open, 'GET', '/api/acme', { headers: foreign })).status).toBe(200);
  } finally {
    await open.close();
  }
});

/** Sends what no client would, and reads until the other side ends. */
async function raw(start: string, headers: readonly string[]): Promise<string> {
  const { port } = new URL(emulator().url);
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  socket.write([start, ...headers, 'Connection: close', '', ''].join('\r\n'));
  return text(socket);
}
