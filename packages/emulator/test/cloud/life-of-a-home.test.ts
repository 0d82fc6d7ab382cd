import { IotClient, modeCloudKey, type EventStream } from '@bimodal/iot-client';
import { expect, it } from 'vitest';
import { startEmulator } from '../../src/index.ts';

const password = 'test-secret';

/** What is refused, by status and reason. */
const refusal = (status: number, code: string) => expect.objectContaining({ status, code });

/** Events as they come, by type and data; only those that somebody asks for are kept. */
function listener(events: EventStream) {
  const reader = events[Symbol.asyncIterator]();
  return async (eventType: string): Promise<unknown> => {
    for (;;) {
      const { value: item } = await reader.next();
      if (item?.type === 'event' && item.event.eventType === eventType) return item.event;
    }
  };
}

it("a home's life, over the public client and sockets only", { timeout: 120_000 }, async () => {
  await using emulator = await startEmulator({ strict: true });
  const { projectId, appId, deviceClass, adminKey } = emulator.seeds.cloud.emailProject;
  await using key = new IotClient({
    baseUrl: emulator.url,
    credential: modeCloudKey(adminKey),
    validate: 'strict',
  });
  const nobody = key.withOptions({ credential: modeCloudKey('test-key') });
  const mailedTo = (to: string): string =>
    String(emulator.outbox.messages.findLast((message) => message.to === to)?.data?.['token']);
  const signIn = async (email: string) => {
    const session = await nobody.sessions.createWithPassword({ projectId, appId, email, password });
    return { id: session.userId, own: key.withOptions({ credential: session.credential }) };
  };

  // The project key: what it is, and what a wrong one is not.
  expect(await key.verify()).toMatchObject({ kind: 'project' });
  await expect(nobody.homes.list({ projectId }).toArray()).rejects.toEqual(
    refusal(401, 'UNAUTHENTICATED_CLIENT'),
  );
  await expect(key.users.create({ projectId })).rejects.toEqual(refusal(403, 'PERMISSION_DENIED'));

  // Users: nobody signs in before the address is verified, with a wrong password, or twice under one address.
  const email = 'owner@example.com';
  const registration = { projectId, email, name: 'Owner', password };
  await nobody.users.createWithEmail(registration);
  await expect(nobody.users.createWithEmail(registration)).rejects.toEqual(
    refusal(409, 'USER_EXISTS_UNVERIFIED'),
  );
  await expect(signIn(email)).rejects.toEqual(refusal(403, 'USER_UNVERIFIED'));
  await expect(nobody.users.verifyEmail({ token: 'test-token' })).rejects.toEqual(
    refusal(403, 'INVALID_TOKEN'),
  );
  await nobody.users.verifyEmail({ token: mailedTo(email) });
  await expect(
    nobody.sessions.createWithPassword({ projectId, appId, email, password: 'test-token' }),
  ).rejects.toEqual(refusal(403, 'INCORRECT_PASSWORD'));
  const owner = await signIn(email);
  expect(await key.users.list({ projectId, search: 'owner@' }).toArray()).toMatchObject([{ id: owner.id }]);

  // The home, an invitation, and roles.
  const { id: home } = await owner.own.homes.create({ name: 'Attic' });
  const guestEmail = 'guest@example.com';
  const { userId: guestId } = await owner.own.members.create({ home, email: guestEmail });
  await expect(owner.own.members.create({ home, email: guestEmail })).rejects.toEqual(
    refusal(409, 'MEMBER_EXISTS'),
  );
  await expect(owner.own.members.create({ home, email: 'nowhere' })).rejects.toEqual(
    refusal(403, 'INVALID_EMAIL'),
  );
  await nobody.users.activate({ token: mailedTo(guestEmail), name: 'Guest', password });
  const guest = await signIn(guestEmail);
  expect(guest.id).toBe(guestId);
  await expect(guest.own.members.create({ home, email })).rejects.toEqual(refusal(403, 'PERMISSION_DENIED'));
  await expect(guest.own.members.update({ home, user: guestId, role: 'owner' })).rejects.toEqual(
    refusal(403, 'PERMISSION_DENIED'),
  );
  await expect(owner.own.members.update({ home, user: owner.id, role: 'member' })).rejects.toEqual(
    refusal(403, 'LAST_OWNER'),
  );
  const stranger = 'stranger@example.com';
  await nobody.users.createWithEmail({ ...registration, email: stranger });
  await nobody.users.verifyEmail({ token: mailedTo(stranger) });
  const outsider = (await signIn(stranger)).own;
  await expect(outsider.homes.get({ home })).rejects.toEqual(refusal(403, 'MEMBERS_ONLY'));

  // A device on demand: with a token that is good once.
  await expect(owner.own.devices.startProvisioning({ home, deviceClass: 'toaster' })).rejects.toEqual(
    refusal(400, 'MISSING_PARAMETERS'),
  );
  const { token } = await owner.own.devices.startProvisioning({ home, deviceClass, deviceTag: 'SN-1' });
  const made = await nobody.devices.provision({ token });
  await expect(nobody.devices.provision({ token })).rejects.toEqual(refusal(403, 'INVALID_TOKEN'));
  const device = key.withOptions({ credential: made.credential });

  // A device that is there before its home: made in the factory, claimed while it lets itself be.
  const { id: factory } = await key.homes.create({ name: 'Factory' });
  const started = await key.devices.startProvisioning({ home: factory, deviceClass });
  const early = await nobody.devices.provision({ token: started.token });
  const claimCode = 'test-claim-code-1';
  await key.devices.update({ device: early.id, claimCode });
  const claim = () => owner.own.devices.claim({ homeId: home, claimCode });
  await expect(claim()).rejects.toEqual(refusal(403, 'DEVICE_NOT_CLAIMABLE'));
  const claimable = { deviceId: early.id, claimable: true, duration: 60 };
  await key.withOptions({ credential: early.credential }).devices.setClaimable(claimable);
  await expect(outsider.devices.claim({ homeId: home, claimCode })).rejects.toEqual(
    refusal(403, 'MEMBERS_ONLY'),
  );
  expect(await claim()).toMatchObject({ id: early.id, homeId: home });
  expect((await guest.own.devices.list({ homeId: home }).toArray()).map(({ id }) => id)).toEqual([
    made.id,
    early.id,
  ]);

  // Events, to all members and nobody else.
  await using events = guest.own.events.stream();
  await events.connected;
  const next = listener(events);
  const commands = device.devices.streamCommands({ device: made.id });
  await commands.connected;
  expect(await next('_deviceConnected_')).toMatchObject({ homeId: home, originDeviceId: made.id });
  await device.devices.sendEvent({ device: made.id, eventType: 'reading', eventData: { celsius: 21 } });
  expect(await next('reading')).toMatchObject({ eventData: { celsius: 21 }, originDeviceClass: deviceClass });
  await expect(device.devices.sendEvent({ device: early.id, eventType: 'e' })).rejects.toEqual(
    refusal(403, 'PERMISSION_DENIED'),
  );
  await key.homes.sendEvent({ home, eventType: 'notice' });
  expect(await next('notice')).toMatchObject({ originProjectKeyName: 'everything' });

  // Commands, to devices that are there.
  await guest.own.devices.sendCommand({ device: made.id, action: 'fan', parameters: { on: true } });
  expect((await commands[Symbol.asyncIterator]().next()).value).toMatchObject({ command: { action: 'fan' } });
  await expect(guest.own.devices.sendCommand({ device: early.id, action: 'fan' })).rejects.toEqual(
    refusal(403, 'DEVICE_OFFLINE'),
  );
  await expect(outsider.devices.sendCommand({ device: made.id, action: 'fan' })).rejects.toEqual(
    refusal(403, 'MEMBERS_ONLY'),
  );

  // Key values of the home and of a device.
  await guest.own.homeKeyValues.set({ home, key: 'mode', value: 'away' });
  expect(await next('_keyValueSaved_')).toMatchObject({ eventData: { key: 'mode', value: 'away' } });
  await guest.own.homeKeyValues.delete({ home, key: 'mode' });
  expect(await next('_keyValueDeleted_')).toMatchObject({ eventData: { key: 'mode' } });
  await expect(guest.own.homeKeyValues.get({ home, key: 'mode' })).rejects.toEqual(refusal(404, 'NOT_FOUND'));
  await expect(guest.own.homeKeyValues.set({ home, key: '-mode', value: 1 })).rejects.toEqual(
    refusal(400, 'MISSING_PARAMETERS'),
  );
  await guest.own.deviceKeyValues.set({ device: made.id, key: 'interval', value: 60 });
  expect(await next('_deviceKVSaved_')).toMatchObject({
    originDeviceId: made.id,
    eventData: { key: 'interval' },
  });
  expect(await device.deviceKeyValues.get({ device: made.id, key: 'interval' })).toMatchObject({ value: 60 });
  await expect(outsider.deviceKeyValues.list({ device: made.id }).toArray()).rejects.toEqual(
    refusal(403, 'MEMBERS_ONLY'),
  );

  // Alerts, from time series.
  const thing = { project: projectId, entityClass: 'station' };
  const metricsDefinitions = [{ metricsDefinitionId: 'air', metricsType: 'raw' }];
  await key.entityClasses.create({ ...thing, displaySettings: { name: 'Stations' }, metricsDefinitions });
  const entity = {
    ...thing,
    homeId: home,
    entityId: 'attic',
    timeZone: 'UTC',
    displaySettings: { name: 'Attic' },
  };
  const { metrics } = await owner.own.entities.create(entity);
  const { id: rule } = await key.alertRules.create({
    projectId,
    name: 'Hot',
    enabled: true,
    condition: {
      conditionType: 'metricsThreshold',
      metricsCondition: { entityClass: 'station', metricsDefinitionId: 'air', metricName: 'celsius' },
      thresholds: [{ severity: 2, operator: 'greaterThan', operands: [30] }],
    },
    messageTemplate: { title: 'Hot' },
    actions: [{ recipients: [{ recipientType: 'event', eventType: 'hot' }] }],
  });
  const collection = String(metrics?.[0]?.metricsId);
  const time = Date.now();
  const timeSeriesData = [
    { collectionId: collection, timestamp: new Date(time - 2000).toISOString(), values: { celsius: 38 } },
    { collectionId: collection, timestamp: new Date(time - 1000).toISOString(), values: { celsius: 42 } },
  ];
  await device.devices.sendEvent({ device: made.id, eventType: 'metrics', eventData: { timeSeriesData } });
  expect(await next('hot')).toMatchObject({ eventData: { title: 'Hot', alert: { severity: 2 } } });
  expect(await guest.own.alerts.list({ homeId: home, alertRuleId: rule }).toArray()).toMatchObject([
    { entityId: 'attic', state: 1, metricName: 'celsius' },
  ]);
  await expect(outsider.alerts.list({ homeId: home }).toArray()).rejects.toEqual(
    refusal(403, 'MEMBERS_ONLY'),
  );
  const place = { home, module: 'tsdb', collection };
  const span = { begin: new Date(time - 86_400_000).toISOString(), end: new Date(time + 1000).toISOString() };
  const drawn = {
    ...place,
    ...span,
    selectValues: 'celsius',
    aggregation: 'sum',
    resolution: '1month',
  } as const;
  const rows = (await guest.own.collections.getData(drawn)).data;
  expect(rows.reduce((sum, [, value]) => sum + Number(value), 0)).toBe(80);
  await expect(outsider.collections.getData(drawn)).rejects.toEqual(refusal(403, 'MEMBERS_ONLY'));
  await expect(guest.own.collections.get({ ...place, collection: 'none' })).rejects.toEqual(
    refusal(404, 'NOT_FOUND'),
  );

  // Removal: of devices, members, the home, and the people.
  await commands.close();
  expect(await next('_deviceDisconnected_')).toMatchObject({ originDeviceId: made.id });
  await owner.own.devices.delete({ device: early.id });
  await expect(owner.own.devices.get({ device: early.id })).rejects.toEqual(refusal(403, 'MEMBERS_ONLY'));
  await key.devices.delete({ device: made.id });
  await expect(device.devices.get({ device: made.id })).rejects.toEqual(
    refusal(401, 'UNAUTHENTICATED_CLIENT'),
  );
  await expect(guest.own.members.delete({ home, user: owner.id })).rejects.toEqual(
    refusal(403, 'PERMISSION_DENIED'),
  );
  await expect(owner.own.members.delete({ home, user: owner.id })).rejects.toEqual(
    refusal(403, 'LAST_OWNER'),
  );
  await owner.own.members.update({ home, user: guestId, role: 'owner' });
  await owner.own.members.delete({ home, user: owner.id });
  await expect(owner.own.homes.delete({ home })).rejects.toEqual(refusal(403, 'MEMBERS_ONLY'));
  await guest.own.homes.delete({ home });
  await expect(key.homes.get({ home })).rejects.toEqual(refusal(404, 'NOT_FOUND'));
  await expect(guest.own.users.delete({ user: owner.id })).rejects.toEqual(refusal(403, 'PERMISSION_DENIED'));
  await owner.own.users.delete({ user: owner.id });
  await expect(signIn(email)).rejects.toEqual(refusal(403, 'UNKNOWN_EMAIL'));
  expect(await owner.own.whoAmI()).toMatchObject({ type: 'nobody' });
  expect(emulator.deviations).toEqual([]);
});
