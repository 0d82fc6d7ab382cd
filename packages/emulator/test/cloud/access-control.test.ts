import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';

const group = { id: 'g1', name: 'Visitors', description: 'Look, touch nothing', members: [2000] };
const deny = { effect: 'deny', principalType: 'user', principalId: 2000 } as const;
const ofGroup = { effect: 'deny', principalType: 'accessControlGroup', principalId: 'g1' } as const;
const permissions = [
  { ...deny, id: 'p1', resourceType: 'homeDevice', resourceIdentifier: '4000', actions: ['update'] },
  { ...ofGroup, id: 'p2', resourceType: 'homeKeyValue', resourceIdentifier: '*', actions: ['*'] },
  {
    ...deny,
    id: 'p3',
    resourceType: 'entity',
    resourceIdentifier: 'a',
    resourceScope: 'selfWithDescendants',
    actions: ['read'],
  },
  { ...deny, id: 'p4', principalId: 1, resourceType: 'all', resourceIdentifier: '*', actions: ['*'] },
  { ...deny, id: 'p5', effect: 'allow', resourceType: 'all', resourceIdentifier: '*', actions: ['*'] },
] as const;

let emulator: Emulator;
let admin: IotClient;
let user: IotClient;
beforeAll(async () => {
  emulator = await startEmulator({ strict: true, cloudAccess: { groups: [group], permissions } });
  const { adminKey, user: seeded } = emulator.seeds.cloud;
  const options = { baseUrl: emulator.url, validate: 'strict' } as const;
  admin = new IotClient({ ...options, credential: modeCloudKey(adminKey) });
  user = admin.withOptions({ credential: modeCloudKey(seeded.token) });
});
afterAll(async () => {
  await admin.close();
  await emulator.close();
});

const denied = { status: 403, code: 'PERMISSION_DENIED' };

it('what a permission denies to a user is refused, and nothing else', async () => {
  const { id: device } = emulator.seeds.cloud.device;
  await expect(user.devices.update({ device, name: 'Mine' })).rejects.toMatchObject(denied);
  await expect(user.deviceKeyValues.set({ device, key: 'k', value: 1 })).rejects.toMatchObject(denied);
  expect(await user.devices.get({ device })).toMatchObject({ id: device });
  await admin.devices.update({ device, name: 'Ours' });
});

it('what it denies to a group is refused to its members', async () => {
  const { id: home } = emulator.seeds.cloud.home;
  await expect(user.homeKeyValues.list({ home }).toArray()).rejects.toMatchObject(denied);
  await expect(user.homeKeyValues.set({ home, key: 'k', value: 1 })).rejects.toMatchObject(denied);
  expect(await admin.homeKeyValues.list({ home }).toArray()).toEqual([]);
});

it('what it denies of an entity holds for those below it', async () => {
  const { projectId: project, home } = emulator.seeds.cloud;
  const displaySettings = { name: 'Pump' };
  await admin.entityClasses.create({ project, entityClass: 'pump', displaySettings });
  const made = { project, homeId: home.id, entityClass: 'pump', timeZone: 'UTC', displaySettings };
  await admin.entities.create({ ...made, entityId: 'a' });
  await admin.entities.create({ ...made, entityId: 'b', parentId: 'a' });
  await admin.entities.create({ ...made, entityId: 'c' });
  for (const entity of ['a', 'b']) {
    await expect(user.entities.get({ project, entity })).rejects.toMatchObject(denied);
  }
  expect(await user.entities.get({ project, entity: 'c' })).toMatchObject({ entityId: 'c' });
  expect((await user.entities.list({ project }).toArray()).map(({ entityId }) => entityId)).toEqual(['c']);
});

it('groups and permissions are listed, by whom they concern', async () => {
  const { projectId } = emulator.seeds.cloud;
  const { members: _, ...listed } = group;
  const groups = (filter: object) => admin.accessControlGroups.list(filter).toArray();
  expect(await groups({ projectId })).toEqual([{ ...listed, projectId }]);
  expect(await groups({ memberUserId: 2000, search: 'visit' })).toHaveLength(1);
  expect(await groups({ readableByUserID: 1 })).toEqual([]);
  await expect(groups({ projectId, memberUserId: 2000 })).rejects.toMatchObject({ status: 400 });
  const ids = async (filter: object) =>
    (await admin.permissions.list({ projectId, ...filter }).toArray()).map(({ id }) => id);
  expect(await ids({})).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
  expect(await ids({ userId: 2000 })).toEqual(['p1', 'p3', 'p5']);
  expect(await ids({ accessControlGroupId: 'g1' })).toEqual(['p2']);
  expect(await ids({ resourceId: '4000' })).toEqual(['p1']);
});
