import { IotClient, modeCloudKey } from '@bimodal/iot-client';
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

it('entities have a class, stand below one another, and are found by both', async () => {
  const { projectId: project, home } = emulator.seeds.cloud;
  const entityClass = 'pump';
  const settings = { name: 'Pumps' };
  const made = await admin.entityClasses.create({ project, entityClass, displaySettings: settings });
  expect(await admin.entityClasses.list({ project }).toArray()).toEqual([made]);
  await admin.entityClasses.update({ project, entityClass, displaySettings: { name: 'Old pumps' } });
  expect(await admin.entityClasses.get({ project, entityClass })).toMatchObject({
    displaySettings: { name: 'Old pumps' },
  });
  const add = (entityId: string, parentId?: string, size = 1) =>
    admin.entities.create({
      project,
      homeId: home.id,
      entityClass,
      entityId,
      timeZone: 'UTC',
      displaySettings: { name: `Pump ${entityId}` },
      attributes: { size },
      ...(parentId === undefined ? {} : { parentId }),
    });
  await add('a');
  await add('b', 'a', 3);
  await add('c', 'b', 2);
  await expect(add('a')).rejects.toMatchObject({ status: 409 });
  const ids = async (filter: object) =>
    (await admin.entities.list({ project, ...filter }).toArray()).map(({ entityId }) => entityId);
  expect(await ids({ parentId: 'a' })).toEqual(['b']);
  expect(await ids({ parentId: 'a', recursive: true })).toEqual(['b', 'c']);
  expect(await ids({ sortBy: 'attributes.size:desc' })).toEqual(['b', 'c', 'a']);
  expect(await ids({ entityNameSubstring: 'mp c', limit: 1 })).toEqual(['c']);
  expect(await ids({ attributesQuery: 'size > 1' })).toEqual(['b', 'c']);
  expect(await ids({ attributesQuery: 'size > 1 AND size < 3', entityClasses: 'pump' })).toEqual(['c']);
  await expect(ids({ attributesQuery: 'size >' })).rejects.toMatchObject({
    status: 400,
    code: 'MISSING_PARAMETERS',
  });
  expect(await admin.entities.get({ project, entity: 'a' })).toMatchObject({ descendantCounts: { pump: 2 } });

  const { user } = emulator.seeds.cloud;
  const member = admin.withOptions({ credential: modeCloudKey(user.token) });
  expect(await member.entities.get({ project, entity: 'b' })).toMatchObject({ parentId: 'a' });
  const picture = { fileName: 'a.png', bytes: new Uint8Array([1, 2, 3]), contentType: 'image/png' };
  await admin.entities.uploadMedia({ project, entity: 'a', target: 'icon', ...picture });
  await admin.entities.update({ project, entity: 'b', attributes: { size: 4 } });
  expect(await admin.entities.get({ project, entity: 'b' })).toMatchObject({
    parentId: 'a',
    attributes: { size: 4 },
  });
  for (const [entity, parentId] of [
    ['a', 'c'],
    ['a', 'a'],
    ['a', 'none'],
  ] as const) {
    const moved = admin.entities.update({ project, entity, parentId });
    await expect(moved).rejects.toMatchObject({ status: 400 });
  }
  await admin.entities.update({ project, entity: 'c', parentId: 'a' });
  await expect(admin.entities.delete({ project, entity: 'a' })).rejects.toMatchObject({ status: 409 });
  await admin.entities.delete({ project, entity: 'a', deleteDescendants: true });
  expect(await ids({})).toEqual([]);
  await admin.entityClasses.delete({ project, entityClass });
});

it('alert rules are kept as they are said', async () => {
  const { projectId } = emulator.seeds.cloud;
  const rule = await admin.alertRules.create({
    projectId,
    name: 'Silent',
    enabled: true,
    condition: { conditionType: 'metricsHeartbeat', frequency: '5min', severity: 1 },
    messageTemplate: { title: 'It is silent' },
    actions: [{ recipients: [{ recipientType: 'event', eventType: 'silence' }] }],
  });
  await admin.alertRules.update({ rule: rule.id, enabled: false });
  expect(await admin.alertRules.get({ rule: rule.id })).toMatchObject({ name: 'Silent', enabled: false });
  const list = (conditionType: string) => admin.alertRules.list({ projectId, conditionType }).toArray();
  expect(await list('metricsHeartbeat')).toHaveLength(1);
  expect(await list('metricsThreshold')).toEqual([]);
  await admin.alertRules.delete({ rule: rule.id });
  await expect(admin.alertRules.get({ rule: rule.id })).rejects.toMatchObject({ status: 404 });
  expect(await admin.alerts.list({ projectId }).toArray()).toEqual([]);
  await expect(admin.alerts.list({}).toArray()).rejects.toMatchObject({ status: 400 });
});

it('modules are listed; a device tells its firmware', async () => {
  const { home, modules, device } = emulator.seeds.cloud;
  const all = await admin.smartModules.list({ home: home.id }).toArray();
  expect(all.map(({ id, moduleType }) => [id, moduleType])).toEqual([
    [modules.dataStreams, 'sds'],
    [modules.timeSeries, 'tsdb'],
    [modules.videos, 'video'],
  ]);
  const own = admin.withOptions({ credential: modeCloudKey(device.apiKey) });
  await own.devices.reportFirmware({ device: device.id, bundleId: '5f-1.2' });
  expect(await own.devices.get({ device: device.id })).toMatchObject({ bundleInstalled: '5f-1.2' });
  const place = { home: home.id, module: modules.videos };
  expect(await admin.videos.list({ ...place, searchKeyPrefix: 'a', limit: 100 }).toArray()).toEqual([]);
  const wrong = admin.dataStreams.list({ home: home.id, module: modules.timeSeries }).toArray();
  await expect(wrong).rejects.toMatchObject({ status: 404 });
});
