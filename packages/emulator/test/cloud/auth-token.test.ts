import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { Device } from '@bimodal/iot-client/device';
import { WebSocket as Undici } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Recorded } from './recorded.ts';
import { send, startEmulator, type Emulator } from './send.ts';

let emulator: Emulator;
let user: IotClient;
let device: IotClient;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-auth-token-'));
  emulator = await startEmulator({ strict: true });
  const { user: seeded, device: own } = emulator.seeds.cloud;
  user = new IotClient({
    baseUrl: emulator.url,
    credential: modeCloudKey(seeded.token, { kind: 'user' }),
  });
  device = user.withOptions({ credential: modeCloudKey(own.apiKey, { kind: 'device' }) });
});
afterAll(async () => {
  await user.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

it('a browser hears events at the address that it is given, without sending a header', async () => {
  const { id } = emulator.seeds.cloud.device;
  const address = await user.events.streamUrlWithAuthToken();
  for (const BrowserSocket of [Undici, globalThis.WebSocket]) {
    const socket = new BrowserSocket(address);
    await once(socket, 'open');
    const heard = once(socket, 'message');
    await device.devices.sendEvent({ device: id, eventType: 'seen', eventData: { n: 1 } });
    const [message] = (await heard) as [{ readonly data: string }];
    expect(JSON.parse(message.data)).toMatchObject({ eventType: 'seen', originDeviceId: id });
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  }
});

it('an older device takes commands at the address that it is given', async () => {
  const { id } = emulator.seeds.cloud.device;
  const socket = new WebSocket(await device.devices.streamCommandsUrlWithAuthToken({ device: id }));
  await once(socket, 'open');
  const heard = once(socket, 'message');
  await user.devices.sendCommand({ device: id, action: 'light' });
  expect(JSON.parse(String((await heard)[0]))).toEqual({ action: 'light' });
  const closed = once(socket, 'close');
  socket.close();
  await closed;
});

it.each([
  ['nothing', ''],
  ['a wrong key', '?authToken=test-token'],
])('a websocket is refused with %s in its address', async (_, query) => {
  const socket = new WebSocket(`${emulator.url.replace('http', 'ws')}/userSession/websocket${query}`);
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('401');
});

it('only websockets take the key from the address', async () => {
  const { token } = emulator.seeds.cloud.user;
  const path = `/userSession?authToken=${encodeURIComponent(token)}`;
  expect(await send(emulator, 'GET', path)).toMatchObject({ status: 401 });
});

it('nothing else puts a key into an address: calls, streams, uploads, downloads, devices', async () => {
  const { home, user: seeded, device: own, modules, ...rest } = emulator.seeds.cloud;
  await using front = await Recorded.to(emulator.url);
  await using mqttFront = await Recorded.to(emulator.mqttUrl);
  const credential = modeCloudKey(seeded.token, { kind: 'user' });
  await using one = new IotClient({ baseUrl: front.url, credential });
  const apiKey = modeCloudKey(own.apiKey, { kind: 'device' });
  const admin = one.withOptions({ credential: modeCloudKey(rest.adminKey, { kind: 'project' }) });
  const itself = one.withOptions({ credential: apiKey });
  await one.verify();
  await one.homes.list({ userId: seeded.id }).toArray();
  await one.videos.list({ home: home.id, module: modules.videos, limit: 1 });
  await itself.bundles.list();
  const project = rest.projectId;
  const settings = { name: 'Pump' };
  await admin.entityClasses.create({ project, entityClass: 'pump', displaySettings: settings });
  const thing = { homeId: home.id, entityClass: 'pump', timeZone: 'UTC', displaySettings: settings };
  await admin.entities.create({ project, entityId: 'p1', ...thing });
  const picture = {
    target: 'icon',
    fileName: 'a.png',
    bytes: Buffer.of(1),
    contentType: 'image/png',
  } as const;
  await admin.entities.uploadMedia({ project, entity: 'p1', ...picture });
  await using events = one.events.stream();
  await events.connected;
  const pipe = mqttFront.url.replace('http', 'ws');
  for (const [name, way] of [
    ['rest', { baseUrl: front.url }],
    ['mqtt', { transport: 'mqtt', mqtt: { url: pipe }, baseUrl: front.url }],
  ] as const) {
    const outbox = join(folder, `${name}.sqlite`);
    await using each = new Device({ device: own.id, outbox, credential: apiKey, ...way });
    await using commands = each.commands();
    await commands.connected;
    await using store = each.keyValues();
    await store.ready;
    each.sendEvent('seen');
    await each.flush();
  }
  const lines = [...front.lines(), ...mqttFront.lines()].join('\n');
  for (const way of ['PUT /upload/', 'GET /userSession/websocket ', `GET /devices/${own.id}/kv `, 'GET / '])
    expect(lines).toContain(way);
  expect(lines).not.toContain('authToken');
  for (const key of [seeded.token, own.apiKey, rest.adminKey]) {
    expect(lines).not.toContain(key);
    expect(lines).not.toContain(encodeURIComponent(key));
  }
});
