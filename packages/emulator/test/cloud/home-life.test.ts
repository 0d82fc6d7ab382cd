import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';

let emulator: Emulator;
let client: IotClient;
beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
  client = new IotClient({ credential: modeCloudKey('test-key'), baseUrl: emulator.url, validate: 'strict' });
});
afterAll(async () => {
  await client.close();
  await emulator.close();
});

const password = 'test-secret';
const as = (key: string): IotClient => client.withOptions({ credential: modeCloudKey(key) });

function mailedTo(to: string): string {
  return String(emulator.outbox.messages.findLast((message) => message.to === to)?.data?.['token']);
}

async function signUp(email: string) {
  const { projectId, appId } = emulator.seeds.cloud.emailProject;
  await client.users.createWithEmail({ projectId, email, name: email, password });
  await client.users.verifyEmail({ token: mailedTo(email) });
  const session = await client.sessions.createWithPassword({ projectId, appId, email, password });
  return { id: session.userId, own: client.withOptions({ credential: session.credential }) };
}

it('owners invite, give roles and take them; the last one stays', async () => {
  const { projectId, appId } = emulator.seeds.cloud.emailProject;
  const owner = await signUp('owner@example.com');
  const { id: home } = await owner.own.homes.create({ name: 'Attic' });
  expect(await owner.own.members.list({ home }).toArray()).toMatchObject([
    { userId: owner.id, role: 'owner', verified: true },
  ]);

  const email = 'guest@example.com';
  const guest = await owner.own.members.create({ home, email });
  expect(guest).toMatchObject({ email, role: 'member', verified: false });
  await expect(owner.own.members.create({ home, email })).rejects.toMatchObject({ code: 'MEMBER_EXISTS' });
  await client.users.activate({ token: mailedTo(email), name: 'Guest', password });
  const session = await client.sessions.createWithPassword({ projectId, appId, email, password });
  const visitor = client.withOptions({ credential: session.credential });
  expect(await visitor.homes.list({ userId: guest.userId }).toArray()).toMatchObject([{ id: home }]);

  await expect(visitor.members.create({ home, email: 'x@example.com' })).rejects.toMatchObject({
    status: 403,
    code: 'PERMISSION_DENIED',
  });
  await expect(visitor.homes.delete({ home })).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  await expect(owner.own.members.delete({ home, user: owner.id })).rejects.toMatchObject({
    code: 'LAST_OWNER',
  });
  await owner.own.members.update({ home, user: guest.userId, role: 'owner' });
  await owner.own.members.delete({ home, user: owner.id });
  await expect(owner.own.homes.get({ home })).rejects.toMatchObject({ code: 'MEMBERS_ONLY' });
  expect(await visitor.members.get({ home, user: guest.userId })).toMatchObject({ role: 'owner' });
  await visitor.homes.update({ home, name: 'Cellar' });
  expect(await visitor.homes.get({ home })).toMatchObject({ name: 'Cellar' });
  await visitor.homes.delete({ home });
});

it('a pre-provisioned device is claimed while it lets itself be, and moves', async () => {
  const { user, device, home: seeded } = emulator.seeds.cloud;
  const { claimCode } = device;
  const own = as(user.token);
  const { id: homeId } = await own.homes.create({ name: 'Second' });
  const claim = (home: number) => own.devices.claim({ homeId: home, claimCode });
  await expect(claim(homeId)).rejects.toMatchObject({ status: 403, code: 'DEVICE_NOT_CLAIMABLE' });
  const thing = as(device.apiKey);
  const open = await thing.devices.setClaimable({ deviceId: device.id, claimable: true, duration: 60 });
  expect(Date.parse(open.claimExpirationTime ?? '')).toBeGreaterThan(Date.now());
  await expect(claim(seeded.id)).rejects.toMatchObject({ status: 409, code: 'DEVICE_ALREADY_IN_HOME' });
  expect(await claim(homeId)).toMatchObject({ id: device.id, homeId, claimTime: expect.any(String) });
  await expect(claim(seeded.id)).rejects.toMatchObject({ code: 'DEVICE_NOT_CLAIMABLE' });
  expect(await thing.devices.setClaimable({ deviceId: device.id, claimable: false })).toEqual({});

  const { adminKey, projectId } = emulator.seeds.cloud;
  await as(adminKey).devices.update({ device: device.id, homeId: seeded.id });
  const all = await as(adminKey).devices.listInProject({ projectId }).toArray();
  expect(all).toMatchObject([{ id: device.id, homeId: seeded.id }]);
  await expect(own.devices.update({ device: device.id, homeId })).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
  });
});

it('a user redeems a provisioning token too, for what it was made for', async () => {
  const { user, home, deviceClass } = emulator.seeds.cloud;
  const own = as(user.token);
  const { token } = await own.devices.startProvisioning({ home: home.id, deviceClass });
  await expect(
    own.devices.addOnDemand({ homeId: home.id, deviceClass: 'other', token }),
  ).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
  const device = await own.devices.addOnDemand({ homeId: home.id, deviceClass, token });
  expect(device).toMatchObject({ homeId: home.id, deviceClass });
  expect(device).not.toHaveProperty('apiKey');
});

it.each(['home', 'device'] as const)('the key-value store of a %s tells the members', async (owner) => {
  const { user, home, device, projectKey, adminKey } = emulator.seeds.cloud;
  const own = as(user.token);
  await using events = own.events.stream();
  await events.connected;
  const reader = events[Symbol.asyncIterator]();
  const stores = {
    home: {
      list: (keyPrefix: string) => own.homeKeyValues.list({ home: home.id, keyPrefix }).toArray(),
      get: (key: string) => own.homeKeyValues.get({ home: home.id, key }),
      set: (by: IotClient, key: string, value: unknown) =>
        by.homeKeyValues.set({ home: home.id, key, value }),
      delete: (key: string) => own.homeKeyValues.delete({ home: home.id, key }),
      words: ['_keyValueSaved_', '_keyValueDeleted_'],
    },
    device: {
      list: (keyPrefix: string) => own.deviceKeyValues.list({ device: device.id, keyPrefix }).toArray(),
      get: (key: string) => own.deviceKeyValues.get({ device: device.id, key }),
      set: (by: IotClient, key: string, value: unknown) =>
        by.deviceKeyValues.set({ device: device.id, key, value }),
      delete: (key: string) => own.deviceKeyValues.delete({ device: device.id, key }),
      words: ['_deviceKVSaved_', '_deviceKVDeleted_'],
    },
  };
  const store = stores[owner];
  const value = { celsius: 21, words: ['ü', null, false] };
  await store.set(own, 'sensor01:a', value);
  expect(await store.get('sensor01:a')).toEqual({
    key: 'sensor01:a',
    value,
    modificationTime: expect.any(String),
  });
  expect(await store.list('sensor')).toHaveLength(1);
  expect(await store.list('other')).toEqual([]);
  await expect(store.set(as(projectKey), 'k', 1)).rejects.toMatchObject({ code: 'INSUFFICIENT_AUTH' });
  await store.set(as(adminKey), 'k', 0);
  await store.delete('k');
  await expect(store.get('k')).rejects.toMatchObject({ status: 404 });
  await expect(store.set(own, '-k', 1)).rejects.toMatchObject({ status: 400 });
  const seen: unknown[] = [];
  while (seen.length < 3) {
    const { value: item } = await reader.next();
    if (item?.type === 'event') seen.push([item.event.eventType, item.event.eventData]);
  }
  const [saved, deleted] = store.words;
  expect(seen).toEqual([
    [saved, { key: 'sensor01:a', value }],
    [saved, { key: 'k', value: 0 }],
    [deleted, { key: 'k' }],
  ]);
});

it('a project key sends events to a home, and switches it off', async () => {
  const { user, home, projectKey, adminKey } = emulator.seeds.cloud;
  const own = as(user.token);
  await using events = own.events.stream();
  await events.connected;
  await as(projectKey).homes.sendEvent({ home: home.id, eventType: 'notice', eventData: { n: 1 } });
  const { value } = await events[Symbol.asyncIterator]().next();
  expect(value).toMatchObject({ event: { eventType: 'notice', originProjectKeyName: 'default' } });
  await expect(own.homes.update({ home: home.id, deactivated: true })).rejects.toMatchObject({ status: 403 });
  await as(adminKey).homes.update({ home: home.id, deactivated: true });
  expect(await own.homes.get({ home: home.id })).toMatchObject({ deactivated: true });
});
