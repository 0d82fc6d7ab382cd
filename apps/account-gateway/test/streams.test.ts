import { once } from 'node:events';
import { get } from 'node:http';
import { startEmulator, type Emulator } from '@bimodal/emulator';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from './eventually.ts';
import { listen } from './events.ts';
import { modeTokens, newcomer, startService, whoHas, type TestService, type Visitor } from './service.ts';

let emulator: Emulator;
let service: TestService;
beforeAll(async () => {
  emulator = await startEmulator();
  service = await startService(emulator);
}, 120_000);
afterEach(() => emulator.faults.clear('down'));
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await emulator.close();
});

const listeners = (): readonly string[] => service.gateway.events.ids();

/** A tab that goes on waiting for MODE. */
function waiting({ url, cookie }: Visitor) {
  emulator.faults.set('down', { operation: 'events.stream', status: 503 });
  return get(`${url}/api/events`, { headers: { cookie: cookie ?? '' }, agent: false });
}

test('a tab that is closed while it connects leaves nothing behind', async () => {
  const ada = await newcomer(service.url);
  const request = waiting(ada);
  request.on('error', () => undefined);
  await eventually(() => expect(listeners()).toHaveLength(1));
  request.destroy();
  await eventually(() => expect(listeners()).toEqual([]));
});

test('whoever signs out while tabs connect hears so', async () => {
  const ada = await newcomer(service.url);
  const answers = [waiting(ada), waiting(ada)].map((request) => once(request, 'response'));
  await eventually(async () => {
    const [id = ''] = listeners();
    expect(service.gateway.events.listeners({ id })).toBe(2);
  });
  await ada.call('DELETE', '/api/session');
  for (const [response] of await Promise.all(answers)) {
    response.resume();
    expect(response.statusCode).toBe(401);
  }
  expect(listeners()).toEqual([]);
});

test('a tab that leaves late ends no stream but its own', async () => {
  const ada = await newcomer(service.url);
  const session = await service.gateway.sessions.find(ada.cookie?.split('=')[1] ?? '');
  if (!session) throw new Error('Somebody is signed in.');
  const { events } = service.gateway;
  const heard: string[] = [];
  const first = events.listen(session, ({ type }) => heard.push(type));
  await first.subscribed;
  events.end(session.id);
  const second = events.listen(session, ({ type }) => heard.push(type));
  await second.subscribed;
  first.leave();
  expect(heard).toEqual(['end']);
  expect(events.listeners(session)).toBe(1);
  second.leave();
  second.leave();
  expect(listeners()).toEqual([]);
});

test('ten tabs listen by one stream, and no more', async () => {
  const ada = await newcomer(service.url);
  const tabs = await Promise.all(Array.from({ length: 10 }, () => listen(ada)));
  expect(listeners()).toHaveLength(1);
  expect((await ada.call('GET', '/api/events')).status).toBe(429);
  for (const tab of tabs) tab.leave();
  await eventually(() => expect(listeners()).toEqual([]));
});

test('a session that is too old ends: its streams, and at MODE', async () => {
  const ada = await newcomer(service.url);
  const listening = await listen(ada);
  const [token = ''] = await modeTokens(service, ada.email);
  await service.database.query(
    `UPDATE account_gateway.session SET created_at = now() - interval '13 hours'
     WHERE account = (SELECT id FROM account_gateway.account WHERE email = $1)`,
    [ada.email],
  );
  expect((await ada.call('GET', '/api/session')).status).toBe(401);
  await listening.ended;
  expect(listening.heard.at(-1)?.event).toBe('end');
  await eventually(async () => expect(await whoHas(token, emulator)).toBe('nobody'));
}, 120_000);

test('a service that stops ends its streams, not their sessions', async () => {
  const { database } = service;
  const stopping = await startService(emulator, { database });
  const ada = await newcomer(stopping.url);
  const listening = await listen(ada);
  await stopping[Symbol.asyncDispose]();
  await listening.ended;
  expect(listening.heard.map(({ event }) => event)).not.toContain('end');
  const session = await service.gateway.sessions.find(ada.cookie?.split('=')[1] ?? '');
  if (!session) throw new Error('The session goes on.');
  expect(() => stopping.gateway.events.listen(session, () => undefined)).toThrow('stopping');
});
