import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { engineFor, rejection } from '../../../test/engine.ts';
import { json, serve } from '../../../test/server.ts';

const thing = { id: 'a' };

/** A proxy that answers plain requests itself and opens no tunnel, and what it was asked. */
async function startProxy() {
  const asked: { readonly method: string; readonly target: string; readonly authorization: string }[] = [];
  const note = ({ method = '', url = '', headers }: http.IncomingMessage): void => {
    asked.push({ method, target: url, authorization: headers.authorization ?? '' });
  };
  const proxy = http.createServer((request, response) => {
    note(request);
    json(response, thing);
  });
  proxy.on('connect', (request, socket) => {
    note(request);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
}

it('A proxy carries what goes to another machine', async () => {
  const proxy = await startProxy();
  const engine = engineFor('http://things.test', { proxy: proxy.url, allowInsecureHttp: true });
  expect((await engine.call('things.get', { thing: 'a' })).data).toEqual(thing);
  expect(proxy.asked).toEqual([
    { method: 'GET', target: 'http://things.test/things/a', authorization: 'ModeCloud test-key' },
  ]);
});

it('A tunnel through a proxy is asked for without the credential, and an error says where it was to lead', async () => {
  const proxy = await startProxy();
  const engine = engineFor('https://things.test', { proxy: proxy.url, retries: 0 });
  const error = await rejection(engine.call('things.get', { thing: 'a' }));
  expect(error).toMatchObject({ name: 'ConnectionError' });
  expect(String(error)).toContain('https://things.test');
  expect(proxy.asked).toEqual([{ method: 'CONNECT', target: 'things.test:443', authorization: '' }]);
});

it('What goes to this machine goes through no proxy', async () => {
  const proxy = await startProxy();
  const server = await serve((_request, response) => json(response, thing));
  await engineFor(server.url, { proxy: proxy.url }).call('things.get', { thing: 'a' });
  expect(server.received).toHaveLength(1);
  expect(proxy.asked).toEqual([]);
});
