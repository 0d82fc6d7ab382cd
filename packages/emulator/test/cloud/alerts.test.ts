import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';

let emulator: Emulator;
let admin: IotClient;
let user: IotClient;
let device: IotClient;
let serial = 0;
let entityClass = '';
beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
  const { adminKey, user: seeded, device: thing } = emulator.seeds.cloud;
  admin = new IotClient({
    baseUrl: emulator.url,
    credential: modeCloudKey(adminKey),
    validate: 'strict',
  });
  user = admin.withOptions({ credential: modeCloudKey(seeded.token) });
  device = admin.withOptions({ credential: modeCloudKey(thing.apiKey) });
});
afterAll(async () => {
  await admin.close();
  await emulator.close();
});

/** A class of its own for each test, whose entities measure `state:<entity>` in the module `tsdb`. */
beforeEach(async () => {
  const { projectId: project } = emulator.seeds.cloud;
  entityClass = `pump${(serial += 1)}`;
  await admin.entityClasses.create({
    project,
    entityClass,
    displaySettings: { name: 'Pumps' },
    metricsDefinitions: [
      {
        metricsDefinitionId: 'state',
        metricsType: 'raw',
        dataStoreConfiguration: { moduleType: 'tsdb', moduleInstanceId: 'tsdb' },
      },
    ],
  });
});

const idOf = (name: string): string => `${entityClass}-${name}`;

async function entity(name: string, parentId?: string) {
  const { projectId: project, home } = emulator.seeds.cloud;
  const made = { project, homeId: home.id, entityClass, entityId: idOf(name), timeZone: 'UTC' };
  return admin.entities.create({
    ...made,
    displaySettings: { name },
    ...(parentId === undefined ? {} : { parentId: idOf(parentId) }),
  });
}

async function rule(condition: object, more: Partial<Parameters<IotClient['alertRules']['create']>[0]> = {}) {
  const { projectId } = emulator.seeds.cloud;
  return admin.alertRules.create({
    projectId,
    name: 'Hot',
    description: 'Too hot',
    enabled: true,
    condition: {
      conditionType: 'metricsThreshold',
      frequency: '5min',
      duration: '1hr',
      aggregation: 'max',
      metricsCondition: { entityClass, metricsDefinitionId: 'state', metricName: 'celsius' },
      thresholds: [
        { severity: 3, operator: 'greaterThan', operands: [30] },
        { severity: 1, operator: 'greaterThan', operands: [90] },
      ],
      ...condition,
    },
    messageTemplate: {
      title: 'Hot',
      message: 'It is hot',
      recoveryTitle: 'Cool',
      recoveryMessage: 'It is cool',
    },
    actions: [],
    ...more,
  });
}

async function measure(name: string, celsius: number, timestamp = new Date().toISOString()): Promise<void> {
  await device.devices.sendEvent({
    device: emulator.seeds.cloud.device.id,
    eventType: 'metrics',
    eventData: {
      timeSeriesData: [{ collectionId: `state:${idOf(name)}`, timestamp, values: { celsius }, tags: {} }],
    },
  });
}

const alertsOf = (id: number) => {
  const { projectId } = emulator.seeds.cloud;
  return admin.alerts.list({ projectId, alertRuleId: id }).toArray();
};

it('an entity says what is measured of it', async () => {
  expect(await entity('a')).toMatchObject({
    metrics: [{ metricsDefinitionId: 'state', metricsId: `state:${idOf('a')}` }],
  });
});

it('a threshold raises an alert, changes its severity, and recovers', async () => {
  await entity('a');
  const { id } = await rule({ aggregation: 'min', duration: '1hr' });
  await measure('a', 20);
  expect(await alertsOf(id)).toEqual([]);
  const { projectId: project, home } = emulator.seeds.cloud;
  const place = { home: home.id, module: 'tsdb', collection: `state:${idOf('a')}` };
  const forget = () =>
    user.collections.deleteData({ ...place, begin: '2026-01-01T00:00:00Z', end: '2100-01-01T00:00:00Z' });
  await forget();
  await measure('a', 40);
  const [raised] = await alertsOf(id);
  expect(raised).toMatchObject({
    alertRuleId: id,
    projectId: project,
    homeId: home.id,
    description: 'Too hot',
    severity: 3,
    state: 1,
    entityId: idOf('a'),
    entityClass,
    metricsDefinitionId: 'state',
    metricName: 'celsius',
    condition: { conditionType: 'metricsThreshold' },
    invocationTime: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(raised).not.toHaveProperty('recoveryTime');
  await forget();
  await measure('a', 95);
  expect(await alertsOf(id)).toMatchObject([{ id: raised?.id, severity: 1, state: 1 }]);
  await measure('a', 10);
  expect(await user.alerts.get({ alert: String(raised?.id) })).toMatchObject({
    state: 2,
    recoveryTime: expect.any(String),
  });
  await forget();
  await measure('a', 50);
  expect((await alertsOf(id)).map(({ state }) => state)).toEqual([2, 1]);
});

it('recipients hear of it by mail and as an event, when it begins and when it is over', async () => {
  await entity('a');
  await using events = user.events.stream();
  await events.connected;
  await rule(
    { aggregation: 'avg' },
    {
      actions: [
        {
          recipients: [
            { recipientType: 'email', email: 'duty@example.com' },
            { recipientType: 'event', eventType: 'tooHot' },
          ],
        },
        { filter: { severity: 1 }, recipients: [{ recipientType: 'email', email: 'boss@example.com' }] },
      ],
    },
  );
  await measure('a', 50);
  await measure('a', -50);
  const seen: unknown[] = [];
  for await (const item of events) {
    if (item.type === 'event' && item.event.eventType === 'tooHot') seen.push(item.event.eventData);
    if (seen.length === 2) break;
  }
  expect(seen).toMatchObject([
    { title: 'Hot', message: 'It is hot', alert: { state: 1, entityId: idOf('a') } },
    { title: 'Cool', message: 'It is cool', alert: { state: 2 } },
  ]);
  const mails = emulator.outbox.messages.filter(({ to }) => to === 'duty@example.com');
  expect(mails.map(({ subject, text }) => [subject, text])).toEqual([
    ['Hot', 'It is hot'],
    ['Cool', 'It is cool'],
  ]);
  expect(emulator.outbox.messages.filter(({ to }) => to === 'boss@example.com')).toEqual([]);
});

it.each([
  ['entities', ['a'], false, ['a']],
  ['entities', ['a'], true, ['b', 'c']],
  ['parents', ['a'], false, ['b', 'c']],
] as const)('a rule watches by %s %j, excluded: %j', async (targetBy, names, exclude, expected) => {
  await entity('a');
  await entity('b', 'a');
  await entity('c', 'b');
  const target = { targetBy, entityIds: names.map(idOf), exclude };
  const metrics = { entityClass, metricsDefinitionId: 'state', metricName: 'celsius' };
  const { id } = await rule({ metricsCondition: { ...metrics, entityTargetCondition: target } });
  for (const name of ['a', 'b', 'c']) await measure(name, 50);
  expect((await alertsOf(id)).map(({ entityId }) => entityId)).toEqual(expected.map(idOf));
});

it.each([
  ['is switched off', 4, (rule: number) => admin.alertRules.update({ rule, enabled: false })],
  ['is deleted', 4, (rule: number) => admin.alertRules.delete({ rule })],
  [
    'looks at something else',
    3,
    (rule: number) =>
      admin.alertRules.update({ rule, condition: { conditionType: 'metricsThreshold', thresholds: [] } }),
  ],
  ['is called otherwise', 1, (rule: number) => admin.alertRules.update({ rule, name: 'Warm' })],
])('an alert whose rule %s is in state %i', async (_what, state, change) => {
  await entity('a');
  const { id } = await rule({});
  await measure('a', 50);
  await change(id);
  expect(await alertsOf(id)).toMatchObject([{ state }]);
});

it('without recovery an alert stays, and a rule that is off raises none', async () => {
  await entity('a');
  const { id } = await rule({ aggregation: 'avg' }, { disableAutoRecovery: true });
  const off = await rule({}, { enabled: false });
  await measure('a', 50);
  await measure('a', -50);
  expect(await alertsOf(id)).toMatchObject([{ state: 1 }]);
  expect(await alertsOf(off.id)).toEqual([]);
});

it('points before the time that is looked at raise nothing', async () => {
  await entity('a');
  const { id } = await rule({ duration: '1min' });
  await measure('a', 50, new Date(Date.now() - 120_000).toISOString());
  expect(await alertsOf(id)).toEqual([]);
  await measure('a', 50, new Date(Date.now() - 10_000).toISOString());
  expect(await alertsOf(id)).toHaveLength(1);
});

it('silence raises an alert, which the next point ends', async () => {
  await entity('a');
  const { id } = await rule({
    conditionType: 'metricsHeartbeat',
    severity: 2,
    frequency: '1sec',
    duration: '1sec',
  });
  await expect.poll(() => alertsOf(id), { timeout: 15_000 }).toMatchObject([{ state: 1, severity: 2 }]);
  await measure('a', 1);
  expect((await alertsOf(id))[0]).toMatchObject({ state: 2 });
});

it('alerts are found by what they are, and by those who are in the home', async () => {
  await entity('a');
  const { id } = await rule({});
  await measure('a', 50);
  const { home, projectId, appId } = emulator.seeds.cloud;
  const count = async (filter: object) => {
    const list = admin.alerts.list({ homeId: home.id, alertRuleId: id, ...filter });
    return (await list.toArray()).length;
  };
  const [alert] = await alertsOf(id);
  expect(await count({ entityId: idOf('a'), entityClass, state: 1, severity: 3 })).toBe(1);
  for (const other of [{ entityId: 'b' }, { entityClass: 'b' }, { state: 2 }, { severity: 1 }]) {
    expect([other, await count(other)]).toEqual([other, 0]);
  }
  const { id: userId } = await admin.users.create({ projectId });
  const { credential } = await admin.sessions.create({ projectId, appId, userId });
  const stranger = admin.withOptions({ credential });
  expect(await stranger.alerts.list({ projectId }).toArray()).toEqual([]);
  await expect(stranger.alerts.get({ alert: String(alert?.id) })).rejects.toMatchObject({ status: 404 });
});
