import { startEmulator, type Emulator, type Fault } from '@bimodal/emulator';
import { afterAll, afterEach, beforeAll, expect, it, test } from 'vitest';
import {
  modeTokens,
  newcomer,
  password,
  startService,
  Visitor,
  whoHas,
  type TestService,
} from './service.ts';

let emulator: Emulator;
let service: TestService;
const logged: string[] = [];
beforeAll(async () => {
  emulator = await startEmulator();
  service = await startService(emulator, {
    log: (level, message, facts) => logged.push(JSON.stringify([level, message, facts])),
  });
}, 120_000);
afterEach(() => {
  for (const name of ['down', 'deaf']) emulator.faults.clear(name);
});
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await emulator.close();
});

const signIn = (visitor: Visitor, email: string) => visitor.call('POST', '/api/session', { email, password });

it.each<[string, Fault]>([
  ['fails', { operation: 'sessions.create', status: 500 }],
  ['does not take the key of the project', { operation: 'sessions.create', status: 403 }],
  ['does not know the key of the project', { operation: 'sessions.create', status: 401 }],
  ['hangs up', { operation: 'sessions.create', drop: true }],
  ['fails after the session was made', { operation: 'sessions.get', status: 500 }],
])('nobody is half signed in where MODE %s, and whoever was signed in still is', async (_, fault) => {
  const ada = await newcomer(service.url);
  const before = ada.cookie;
  emulator.faults.set('down', fault);
  const { status, body, headers } = await signIn(ada, ada.email);
  expect([status, body]).toMatchObject([502, { error: { code: 'mode_failed' } }]);
  expect(headers.getSetCookie()).toEqual([]);
  expect(await modeTokens(service, ada.email)).toHaveLength(1);
  emulator.faults.clear('down');
  expect(ada.cookie).toBe(before);
  expect((await ada.call('GET', '/api/mode/homes')).status).toBe(200);
  // Nothing was counted against them.
  for (let index = 0; index < 6; index += 1) expect((await signIn(ada, ada.email)).status).toBe(200);
});

test('what was begun at MODE is ended there when signing in fails', async () => {
  const { email } = await newcomer(service.url);
  logged.length = 0;
  emulator.faults.set('down', { operation: 'sessions.get', status: 500 });
  // That it is tried shows in that it fails.
  emulator.faults.set('deaf', { operation: 'sessions.delete', status: 500 });
  await signIn(new Visitor(service.url), email);
  expect(logged.join()).toContain('A session could not be ended at MODE.');
});

test('whoever signs out, or is put out by another password, is out at MODE too', async () => {
  const here = await newcomer(service.url);
  const there = new Visitor(service.url);
  await signIn(there, here.email);
  const [kept = '', other = ''] = await modeTokens(service, here.email);
  const next = 'test-secret other staple';
  await here.call('PUT', '/api/account/password', { current: password, next });
  expect([await whoHas(kept, emulator), await whoHas(other, emulator)]).toEqual(['user', 'nobody']);
  await here.call('DELETE', '/api/session');
  expect(await whoHas(kept, emulator)).toBe('nobody');
  expect((await here.call('DELETE', '/api/session')).status).toBe(204);
});

test('somebody signs out where MODE cannot be told', async () => {
  const ada = await newcomer(service.url);
  const { cookie } = ada;
  emulator.faults.set('deaf', { operation: 'sessions.delete', drop: true });
  expect((await ada.call('DELETE', '/api/session')).status).toBe(204);
  expect((await new Visitor(service.url, cookie).call('GET', '/api/session')).status).toBe(401);
});

test('no session starts by a password that was changed since it was checked', async () => {
  const ada = await newcomer(service.url);
  const { accounts, sessions } = service.gateway;
  const checked = await accounts.check(ada.email, password);
  if (!checked) throw new Error('The password is right.');
  const next = 'test-secret other staple';
  expect((await ada.call('PUT', '/api/account/password', { current: password, next })).status).toBe(204);
  expect(await sessions.start(checked.account, checked.hashed)).toBeUndefined();
  const weak = await ada.call('PUT', '/api/account/password', { current: next, next: ada.email });
  expect([weak.status, weak.body]).toMatchObject([400, { error: { field: 'next' } }]);
});

test('no log names a person, a password or a token', async () => {
  const ada = await newcomer(service.url);
  const tokens = await modeTokens(service, ada.email);
  emulator.faults.set('down', { status: 500 });
  await ada.call('GET', '/api/mode/homes');
  await signIn(ada, ada.email);
  const said = logged.join();
  expect(said).toContain('A request failed.');
  for (const secret of [ada.email, password, ada.cookie?.split('=')[1] ?? '', ...tokens]) {
    expect(said).not.toContain(secret);
  }
});
