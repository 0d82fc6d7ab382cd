import { startEmulator, type Emulator } from '@bimodal/emulator';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from './eventually.ts';
import { listen } from './events.ts';
import { modeTokens, newcomer, startService, Visitor, type TestService } from './service.ts';

let emulator: Emulator;
let service: TestService;
beforeAll(async () => {
  emulator = await startEmulator();
  service = await startService(emulator);
}, 120_000);
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await emulator.close();
});

const homesOf = async (visitor: Visitor): Promise<{ id: number; name: string }[]> =>
  (await visitor.call('GET', '/api/mode/homes')).body as { id: number; name: string }[];

test('somebody registers, signs in, makes a home, adds a device, hears it and commands it, and leaves', async () => {
  const ada = await newcomer(service.url);
  expect((await ada.call('GET', '/api/session')).body).toEqual({
    account: { email: ada.email, name: 'Ada' },
  });
  expect(await homesOf(ada)).toEqual([]);
  const made = await ada.call('POST', '/api/mode/homes', { name: 'Cabin' });
  expect(made.status).toBe(201);
  const [home] = await homesOf(ada);
  expect(home?.name).toBe('Cabin');

  const { device } = emulator.seeds.cloud;
  const things = new IotClient({ credential: modeCloudKey(device.apiKey), baseUrl: emulator.url });
  await using _device = things;
  await things.devices.setClaimable({ deviceId: device.id, claimable: true, duration: 60 });
  const claimed = await ada.call('POST', '/api/mode/devices', {
    claimCode: device.claimCode,
    homeId: home?.id ?? 0,
  });
  expect([claimed.status, claimed.text]).toEqual([
    expect.toSatisfy((status: number) => status < 300),
    expect.anything(),
  ]);

  const listening = await listen(ada);
  await things.devices.sendEvent({ device: device.id, eventType: 'temperature', eventData: { celsius: 21 } });
  await eventually(() => {
    expect(
      listening.heard.map(({ event, data }) => [
        event,
        (JSON.parse(data) as { eventType: string }).eventType,
      ]),
    ).toContainEqual(['event', 'temperature']);
  });

  const offline = await ada.call('PUT', `/api/mode/devices/${device.id}/command`, { action: 'light' });
  expect(offline.body).toMatchObject({ error: { code: 'DEVICE_OFFLINE' } });
  const commands = things.devices.streamCommands({ device: device.id });
  await commands.connected;
  const sent = await ada.call('PUT', `/api/mode/devices/${device.id}/command`, {
    action: 'light',
    parameters: { on: true },
  });
  expect(sent.status).toBe(204);
  for await (const item of commands) {
    expect(item).toMatchObject({ type: 'command', command: { action: 'light', parameters: { on: true } } });
    break;
  }

  const cookie = ada.cookie;
  expect((await ada.call('DELETE', '/api/session')).status).toBe(204);
  await listening.ended;
  expect(listening.heard.at(-1)?.event).toBe('end');
  expect(ada.cookie).toBeUndefined();
  expect((await new Visitor(service.url, cookie).call('GET', '/api/mode/homes')).status).toBe(401);

  // Nothing that MODE knows people by ever left the server, and nothing lies open in the database.
  const heard = [...ada.heard, ...listening.heard.map(({ data }) => data)].join('\n');
  expect(heard).not.toContain(emulator.seeds.cloud.adminKey);
  expect(heard).not.toMatch(/v1\.[\w-]+|"token"/);
});

test('what lies in the database signs nobody in, here or at MODE', async () => {
  const visitor = await newcomer(service.url);
  const cookie = visitor.cookie?.split('=')[1] ?? '';
  const rows = await service.database.query<{ id: string; mode_token: string }>(
    'SELECT * FROM account_gateway.session',
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { id, mode_token: token } of rows) {
    expect((await new Visitor(service.url, `session=${id}`).call('GET', '/api/session')).status).toBe(401);
    const cloud = new IotClient({ credential: modeCloudKey(token), baseUrl: emulator.url });
    expect((await cloud.whoAmI()).type).toBe('nobody');
    await cloud.close();
  }
  expect(JSON.stringify(rows)).not.toContain(cookie);
  const [account] = await service.database.query<{ password: string }>(
    'SELECT password FROM account_gateway.account',
  );
  expect(account?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('a session that MODE no longer takes is started anew, unseen', async () => {
  const visitor = await newcomer(service.url);
  emulator.faults.set('refused', { path: '/homes', status: 401, times: 1 });
  expect(await homesOf(visitor)).toEqual([]);
  emulator.faults.clear('refused');
});

test('what MODE fails at is told as a failure behind, without its words', async () => {
  const visitor = await newcomer(service.url);
  emulator.faults.set('failing', { path: '/homes', status: 500 });
  const { status, body } = await visitor.call('GET', '/api/mode/homes');
  emulator.faults.clear('failing');
  expect([status, body]).toEqual([
    502,
    {
      error: {
        code: 'mode_failed',
        message: 'The platform behind this service cannot be reached, or failed: try again later.',
      },
    },
  ]);
});

test('another password ends all other sessions, and every copy of the cookie', async () => {
  const here = await newcomer(service.url);
  const there = new Visitor(service.url);
  const { email } = here;
  const old = 'test-secret horse staple';
  await there.call('POST', '/api/session', { email, password: old });
  const [listening, ownListening] = [await listen(there), await listen(here)];
  const copy = new Visitor(service.url, here.cookie);
  expect((await copy.call('GET', '/api/mode/homes')).status).toBe(200);
  const [token] = await modeTokens(service, email);
  const next = 'test-secret other staple';
  expect((await here.call('PUT', '/api/account/password', { current: 'wrong', next })).status).toBe(403);
  expect((await here.call('PUT', '/api/account/password', { current: old, next })).status).toBe(204);
  await Promise.all([listening.ended, ownListening.ended]);
  expect(ownListening.heard.at(-1)?.event).toBe('end');
  expect((await there.call('GET', '/api/session')).status).toBe(401);
  for (const path of ['/api/session', '/api/mode/homes'])
    expect((await copy.call('GET', path)).status).toBe(401);
  // Whoever changed it goes on, at MODE too.
  expect((await here.call('GET', '/api/mode/homes')).status).toBe(200);
  expect(await modeTokens(service, email)).toEqual([token]);
  (await listen(here)).leave();
  expect((await there.call('POST', '/api/session', { email, password: old })).status).toBe(401);
  expect((await there.call('POST', '/api/session', { email, password: next })).status).toBe(200);
});

test('whoever signs out with a client that says JSON everywhere is signed out', async () => {
  const visitor = await newcomer(service.url);
  const { cookie } = visitor;
  const json = { 'content-type': 'application/json' };
  expect((await visitor.call('DELETE', '/api/session', undefined, json)).status).toBe(204);
  expect((await new Visitor(service.url, cookie).call('GET', '/api/session')).status).toBe(401);
  expect(
    (await newcomer(service.url).then((ada) => ada.call('PUT', '/api/account/password', undefined, json)))
      .status,
  ).toBe(400);
});

test('an address is the same however a keyboard writes its accents and capitals', async () => {
  const email = `zoë${crypto.randomUUID()}@example.com`;
  const password = 'test-secret pässword';
  const visitor = new Visitor(service.url);
  await visitor.call('POST', '/api/accounts', { email, name: 'Zoë', password });
  for (const same of [email.normalize('NFD'), email.normalize('NFD').toUpperCase()]) {
    const other = { email: same, name: 'Not Zoë', password: 'test-secret of another' };
    await visitor.call('POST', '/api/accounts', other);
    const signIn = (word: string) =>
      new Visitor(service.url).call('POST', '/api/session', { email: same, password: word });
    expect((await signIn(other.password)).status).toBe(401);
    expect((await signIn(password.normalize('NFD'))).body).toMatchObject({ account: { email, name: 'Zoë' } });
  }
});

test('whoever was deleted at MODE signs in again, as somebody new there', async () => {
  const visitor = await newcomer(service.url);
  const { email } = visitor;
  await visitor.call('POST', '/api/mode/homes', { name: 'Gone with the user' });
  await using cloud = new IotClient({
    credential: modeCloudKey(emulator.seeds.cloud.adminKey),
    baseUrl: emulator.url,
  });
  const modeUser = async (): Promise<number> => {
    const [row] = await service.database.query<{ mode_user: string }>(
      'SELECT mode_user FROM account_gateway.account WHERE email = $1',
      [email],
    );
    return Number(row?.mode_user);
  };
  const before = await modeUser();
  await cloud.users.delete({ user: before });
  const again = new Visitor(service.url);
  expect(
    (await again.call('POST', '/api/session', { email, password: 'test-secret horse staple' })).status,
  ).toBe(200);
  expect(await homesOf(again)).toEqual([]);
  expect((await again.call('POST', '/api/mode/homes', { name: 'New' })).status).toBe(201);
  expect(await modeUser()).not.toBe(before);
  // A session from before goes on as the same new user.
  await eventually(async () => expect((await homesOf(visitor)).map(({ name }) => name)).toEqual(['New']));
  await cloud.users.get({ user: await modeUser() });
});
