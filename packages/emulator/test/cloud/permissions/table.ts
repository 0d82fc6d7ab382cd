import { policies as p } from './policies.ts';
import { sent, type Row } from './row.ts';
import { things } from './things.ts';

const form = (fields: Readonly<Record<string, string>>): URLSearchParams => new URLSearchParams(fields);
const home = '/homes/3000';
const device = '/devices/4000';
const tsdb = `${home}/smartModules/tsdb`;
const span = 'begin=2026-01-01T00:00:00Z&end=2027-01-01T00:00:00Z';
const raw = 'ts=2026-01-01T00:00:00Z&limit=10';

const accounts: readonly Row[] = [
  ['credentials.identify', p.anybody, () => sent('GET', '/auth')],
  ['users.create', p.ableKeysOfTheProject, () => sent('POST', '/users', { projectId: 1001 })],
  ['users.createWithEmail', p.anybody, (w) => sent('POST', '/users', w.registration())],
  [
    'users.createWithPhone',
    // A key of a project vouches for its own people only, and where it is able to.
    {
      ...p.anybody,
      able: '403 PERMISSION_DENIED',
      unable: '403 PERMISSION_DENIED',
      foreign: '403 PERMISSION_DENIED',
    },
    (w) => sent('POST', '/users', { projectId: 1003, phoneNumber: w.number(), name: 'Somebody' }),
  ],
  ['users.get', p.themselves, () => sent('GET', '/users/2000')],
  ['users.list', p.ableKeysOfTheProject, () => sent('GET', '/users?projectId=1001')],
  ['users.update', p.themselvesAndAbleKeys, () => sent('PATCH', '/users/2000', { name: 'Somebody' })],
  ['users.changeEmail', p.themselvesAndAbleKeys, (w) => sent('PATCH', '/users/2000', { email: w.address() })],
  [
    'users.delete',
    p.themselvesAndAbleKeys,
    async (w) => {
      const { id, token } = await w.user();
      return { ...sent('DELETE', `/users/${id}`), keys: { member: token } };
    },
  ],
  [
    'users.activate',
    p.anybody,
    async (w) =>
      sent('POST', '/auth/user/activation', {
        ...(await w.invitation()),
        name: 'N',
        password: 'test-secret',
      }),
  ],
  [
    'users.resetPassword',
    p.anybody,
    async (w) =>
      sent('POST', '/auth/user/passwordReset', { ...(await w.forgotten()), newPassword: 'test-secret' }),
  ],
  [
    'users.startEmailVerification',
    p.anybody,
    async (w) => sent('POST', '/auth/user/emailVerification/start', await w.registered()),
  ],
  [
    'users.startPasswordReset',
    p.anybody,
    async (w) => sent('POST', '/auth/user/passwordReset/start', await w.registered()),
  ],
  [
    'users.verifyEmail',
    p.anybody,
    async (w) => sent('POST', '/auth/user/emailVerification', await w.mailed()),
  ],
  [
    'users.verifyNewEmail',
    p.anybody,
    async (w) => sent('POST', '/auth/user/newEmailVerification', await w.changedAddress()),
  ],
  [
    'sessions.create',
    p.ableKeysOfTheProject,
    () => sent('POST', '/auth/user', form({ projectId: '1001', appId: 'controller_app', userId: '2000' })),
  ],
  [
    'sessions.createWithPassword',
    p.anybody,
    async (w) => sent('POST', '/auth/user', form(await w.verified())),
  ],
  ['sessions.sendCode', p.anybody, async (w) => sent('POST', '/auth/user/sms', form(await w.phoneUser()))],
  ['sessions.createWithCode', p.anybody, async (w) => sent('POST', '/auth/user', form(await w.texted()))],
  ['sessions.get', p.users, () => sent('GET', '/userSession')],
  [
    'sessions.delete',
    p.users,
    async (w) => {
      const [member, stranger] = [(await w.user()).token, (await w.user()).token];
      return { ...sent('DELETE', '/userSession'), keys: { member, stranger } };
    },
  ],
];

const homes: readonly Row[] = [
  [
    'homes.create',
    { ...p.projectAndAbleKeys, foreign: 'ok' },
    () => sent('POST', '/homes', { name: 'Attic' }),
  ],
  ['homes.delete', p.membersAndAbleKeys, async (w) => sent('DELETE', `/homes/${await w.home()}`)],
  ['homes.get', p.membersAndItsDevice, () => sent('GET', home)],
  [
    'homes.list',
    { ...p.project, stranger: '403 PERMISSION_DENIED', foreign: 'ok' },
    () => sent('GET', '/homes?userId=2000'),
  ],
  ['homes.sendEvent', p.ableKeysOfTheHome, () => sent('PUT', `${home}/event`, { eventType: 'e' })],
  ['homes.update', p.membersAndAbleKeys, () => sent('PATCH', home, { name: 'Seattle' })],
];

const members: readonly Row[] = [
  ['members.list', p.members, () => sent('GET', `${home}/members`)],
  ['members.get', p.members, () => sent('GET', `${home}/members/2000`)],
  ['members.update', p.membersOnly, () => sent('PATCH', `${home}/members/2000`, { role: 'owner' })],
  // Only where people sign in by address can they be invited: in another project, whose homes are not there for others.
  [
    'members.create',
    { ...p.membersOnly, stranger: '404 NOT_FOUND' },
    async (w) => {
      const { id, owner } = await w.homeByMail();
      return { ...sent('POST', `/homes/${id}/members`, { email: w.address() }), keys: { member: owner } };
    },
  ],
  [
    'members.delete',
    { ...p.membersOnly, stranger: '404 NOT_FOUND' },
    async (w) => {
      const { id, owner, guest } = await w.homeByMail();
      return { ...sent('DELETE', `/homes/${id}/members/${guest}`), keys: { member: owner } };
    },
  ],
];

const stores: readonly Row[] = (
  [
    ['homeKeyValues', home, p.members, p.membersAndAbleKeys],
    ['deviceKeyValues', device, p.membersAndItsDevice, p.membersItsDeviceAndAbleKeys],
  ] as const
).flatMap(([resource, path, reading, writing]): Row[] => [
  [`${resource}.list`, reading, () => sent('GET', `${path}/kv`)],
  [`${resource}.get`, reading, () => sent('GET', `${path}/kv/kept`)],
  [`${resource}.set`, writing, (w) => sent('PUT', `${path}/kv/${w.name()}`, { value: 1 })],
  [
    `${resource}.delete`,
    writing,
    async (w) => {
      const key = `${path}/kv/${w.name()}`;
      await w.made('PUT', key, { value: 1 });
      return sent('DELETE', key);
    },
  ],
]);

const devices: readonly Row[] = [
  ['devices.list', p.members, () => sent('GET', '/devices?homeId=3000')],
  ['devices.listInProject', p.keysOfTheProject, () => sent('GET', '/devices?projectId=1001')],
  ['devices.get', p.membersAndItsDevice, () => sent('GET', device)],
  ['devices.update', p.membersAndAbleKeys, () => sent('PATCH', device, { name: 'Station' })],
  ['devices.delete', p.membersAndAbleKeys, async (w) => sent('DELETE', `/devices/${await w.device()}`)],
  [
    'devices.startProvisioning',
    p.membersAndAbleKeys,
    () => sent('POST', `${home}/deviceProvisioning`, { deviceClass: 'weather_station' }),
  ],
  ['devices.provision', p.anybody, async (w) => sent('POST', '/devices', await w.provisioning())],
  [
    'devices.addOnDemand',
    p.membersOnly,
    async (w) =>
      sent('POST', '/devices', { homeId: 3000, deviceClass: 'weather_station', ...(await w.provisioning()) }),
  ],
  [
    'devices.setClaimable',
    p.device,
    () => sent('POST', '/deviceRegistration', { deviceId: 4000, claimable: false }),
  ],
  ['devices.sendEvent', p.device, () => sent('PUT', `${device}/event`, { eventType: 'e' })],
  ['devices.reportFirmware', p.device, () => sent('PUT', `${device}/firmware`, { bundleId: 'b1' })],
  ['devices.sendCommand', p.membersAndAbleKeys, () => sent('PUT', `${device}/command`, { action: 'a' })],
  ['configSchemas.list', p.members, () => sent('GET', `${device}/configSchemas`)],
  ['bundles.list', p.keyholders, () => sent('GET', '/bundles')],
];

const modules: readonly Row[] = [
  ['smartModules.list', p.members, () => sent('GET', `${home}/smartModules`)],
  ['smartModules.get', p.members, () => sent('GET', tsdb)],
  ['smartModules.sendCommand', p.membersOnly, () => sent('PUT', `${tsdb}/command`, { action: 'a' })],
  [
    'exports.create',
    p.members,
    () =>
      sent('POST', `${tsdb}/export`, {
        begin: '2026-01-01T00:00:00Z',
        end: '2027-01-01T00:00:00Z',
        seriesIds: ['kept'],
      }),
  ],
  ['dataStreams.list', p.members, () => sent('GET', `${home}/smartModules/sds/streams`)],
  ['dataStreams.download', p.members, () => sent('GET', `${home}/smartModules/sds/streams/kept/data`)],
  ['videos.list', p.members, () => sent('GET', `${home}/smartModules/video/videos?limit=20`)],
  ['videos.delete', p.members, () => sent('DELETE', `${home}/smartModules/video/videos?searchKey=none`)],
];

const series: readonly Row[] = (['timeSeries', 'collections'] as const).flatMap((resource): Row[] => {
  const all = `${tsdb}/${resource}`;
  const one = `${all}/kept`;
  const chosen = resource === 'collections' ? '&selectValues=v' : '';
  return [
    [`${resource}.list`, p.members, () => sent('GET', all)],
    [`${resource}.create`, p.members, (w) => sent('POST', all, { id: w.name() })],
    [`${resource}.get`, p.members, () => sent('GET', one)],
    [`${resource}.getRange`, p.members, () => sent('GET', `${one}/timeRange`)],
    [`${resource}.getData`, p.members, () => sent('GET', `${one}/data?${span}${chosen}`)],
    [`${resource}.getPoints`, p.members, () => sent('GET', `${one}/data?${raw}${chosen}`)],
    [`${resource}.deleteData`, p.members, () => sent('DELETE', `${one}/data?${span}`)],
    [
      `${resource}.delete`,
      p.members,
      async (w) => {
        const id = w.name();
        await w.made('POST', all, { id });
        return sent('DELETE', `${all}/${id}`);
      },
    ],
  ];
});

/** Every operation but the websockets, which have a table of their own. */
export const table: readonly Row[] = [
  ...accounts,
  ...homes,
  ...members,
  ...stores,
  ...devices,
  ...modules,
  ...series,
  ...things,
];
