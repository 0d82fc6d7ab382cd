import {
  AuthenticationError,
  CallerError,
  IotClient,
  modeCloudKey,
  PermissionError,
} from '@bimodal/iot-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';

let emulator: Emulator;
let admin: IotClient;
beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
  admin = new IotClient({
    credential: modeCloudKey(emulator.seeds.cloud.adminKey),
    baseUrl: emulator.url,
    validate: 'strict',
  });
});
afterAll(async () => {
  await admin.close();
  await emulator.close();
});

/** A user of their own, with a home, a device in it, and clients for both. */
async function settle(name: string) {
  const { projectId, appId, deviceClass } = emulator.seeds.cloud;
  const { id: userId } = await admin.users.create({ projectId, externalKey: name });
  const session = await admin.sessions.create({ projectId, appId, userId });
  const user = admin.withOptions({ credential: session.credential });
  const home = await user.homes.create({ name });
  const { token } = await user.devices.startProvisioning({ home: home.id, deviceClass, deviceTag: 'SN-1' });
  const made = await admin.devices.provision({ token });
  const device = admin.withOptions({ credential: made.credential });
  return { userId, user, home, token, made, device };
}

it('a project key makes a user, who signs in, makes a home, and lets a device in', async () => {
  const { projectId, appId, deviceClass } = emulator.seeds.cloud;
  const { userId, user, home, token, made, device } = await settle('settler');
  expect(await admin.users.get({ user: userId })).toMatchObject({ id: userId, externalKey: 'settler' });
  expect(await admin.users.list({ projectId, search: 'settl' }).toArray()).toHaveLength(1);
  expect(await user.sessions.get()).toMatchObject({ userId, appId, projectId });
  expect(await user.homes.list({ userId }).toArray()).toEqual([home]);
  expect(await user.devices.list({ homeId: home.id }).toArray()).toMatchObject([
    { id: made.id, tag: 'SN-1', deviceClass, isConnected: false },
  ]);
  await user.devices.update({ device: made.id, name: 'Station' });
  expect(await device.devices.get({ device: made.id })).toMatchObject({ name: 'Station', homeId: home.id });
  await expect(admin.devices.provision({ token })).rejects.toMatchObject({
    status: 403,
    code: 'INVALID_TOKEN',
  });
});

it('each key is told for what it is, and a wrong one is told apart', async () => {
  const { user, device, userId, made } = await settle('teller');
  expect(await admin.verify()).toMatchObject({ kind: 'project', projectKeyName: 'everything' });
  expect(await user.whoAmI()).toMatchObject({ kind: 'user', userId });
  expect(await device.whoAmI()).toMatchObject({ kind: 'device', deviceId: made.id });
  const stranger = admin.withOptions({ credential: modeCloudKey('test-key') });
  expect(await stranger.whoAmI()).toEqual({ type: 'nobody', kind: undefined });
  await expect(stranger.verify()).rejects.toBeInstanceOf(AuthenticationError);
  await expect(stranger.homes.get({ home: 3000 })).rejects.toMatchObject({
    status: 401,
    code: 'UNAUTHENTICATED_CLIENT',
  });
});

it('a key of a known wrong kind is refused before anything is sent', async () => {
  const { device, user, made } = await settle('wrong');
  await expect(device.devices.sendCommand({ device: made.id, action: 'a' })).rejects.toBeInstanceOf(
    CallerError,
  );
  await expect(user.devices.sendEvent({ device: made.id, eventType: 'e' })).rejects.toBeInstanceOf(
    CallerError,
  );
  await expect(device.events.stream().connected).rejects.toBeInstanceOf(CallerError);
});

it('events reach the user, and commands the device, while it is connected', async () => {
  const { user, home, made, device } = await settle('talker');
  await using events = user.events.stream();
  await events.connected;
  const reader = events[Symbol.asyncIterator]();
  const next = async () => (await reader.next()).value;

  const commands = device.devices.streamCommands({ device: made.id });
  await commands.connected;
  expect(await next()).toMatchObject({
    type: 'event',
    event: { eventType: '_deviceConnected_', homeId: home.id, originDeviceId: made.id },
  });
  expect(await user.devices.get({ device: made.id })).toMatchObject({ isConnected: true });

  await device.devices.sendEvent({ device: made.id, eventType: 'reading', eventData: { celsius: 21.5 } });
  expect(await next()).toEqual({
    type: 'event',
    event: {
      homeId: home.id,
      timestamp: expect.stringMatching(/^\d{4}-.*\.\d{9}Z$/),
      eventType: 'reading',
      eventData: { celsius: 21.5 },
      originDeviceId: made.id,
      originDeviceClass: emulator.seeds.cloud.deviceClass,
      originDeviceIp: '127.0.0.1',
    },
  });

  await user.devices.sendCommand({ device: made.id, action: 'fan', parameters: { on: true } });
  await user.devices.sendCommand({ device: made.id, action: 'report' });
  const received = commands[Symbol.asyncIterator]();
  expect((await received.next()).value).toEqual({
    type: 'command',
    command: { action: 'fan', parameters: { on: true } },
  });
  expect((await received.next()).value).toEqual({ type: 'command', command: { action: 'report' } });

  await commands.close();
  expect(await next()).toMatchObject({ event: { eventType: '_deviceDisconnected_' } });
  const late = user.devices.sendCommand({ device: made.id, action: 'fan' });
  await expect(late).rejects.toBeInstanceOf(PermissionError);
  await expect(late).rejects.toMatchObject({ code: 'DEVICE_OFFLINE' });
});

it('events stay among the members of their home', async () => {
  const one = await settle('one');
  const other = await settle('other');
  await using events = other.user.events.stream();
  await events.connected;
  await one.device.devices.sendEvent({ device: one.made.id, eventType: 'private' });
  await other.device.devices.sendEvent({ device: other.made.id, eventType: 'mine' });
  const { value } = await events[Symbol.asyncIterator]().next();
  expect(value).toMatchObject({ event: { eventType: 'mine' } });
});

it('ending the session ends its stream with an AuthenticationError', async () => {
  const { user } = await settle('leaver');
  const events = user.events.stream({ reconnectDelay: 5 });
  await events.connected;
  const read = events[Symbol.asyncIterator]().next();
  await user.sessions.delete();
  await expect(read).rejects.toBeInstanceOf(AuthenticationError);
  expect(await user.whoAmI()).toMatchObject({ type: 'nobody' });
});

it('a home that is deleted is gone, and its device in none', async () => {
  const { user, home, made } = await settle('mover');
  await user.homes.delete({ home: home.id });
  await expect(user.homes.get({ home: home.id })).rejects.toMatchObject({ status: 404 });
  expect(await admin.devices.get({ device: made.id })).not.toHaveProperty('homeId');
});

it('all of it was as the contract says', () => {
  expect(emulator.deviations).toEqual([]);
});
