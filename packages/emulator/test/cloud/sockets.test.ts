import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { operations } from '@bimodal/iot-client/contract';
import { ping, WebSocket } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { send, startEmulator, type Emulator } from './send.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const socketUrl = (path: string) => emulator.url.replace('http', 'ws') + path;

it('takes the key from the URL, as older clients send it', async () => {
  const { user, device } = emulator.seeds.cloud;
  const events = new WebSocket(
    socketUrl(`/userSession/websocket?authToken=${encodeURIComponent(user.token)}`),
  );
  await once(events, 'open');
  const first = once(events, 'message');
  await send(emulator, 'PUT', `/devices/${device.id}/event`, device.apiKey, {
    eventType: 'e',
    eventData: { n: 1 },
  });
  const [message] = (await first) as [{ readonly data: string }];
  expect(JSON.parse(message.data)).toMatchObject({ eventType: 'e', eventData: { n: 1 }, homeId: 3000 });
  events.close();
  await once(events, 'close');
});

it('tells who asks for a home or a device of that only', async () => {
  const { user, device, home } = emulator.seeds.cloud;
  const key = `authToken=${encodeURIComponent(user.token)}`;
  const heard: string[] = [];
  const sockets = await Promise.all(
    ['', `&homeId=${home.id}`, '&homeId=1', `&deviceId=${device.id}`, '&deviceId=1'].map(async (filter) => {
      const socket = new WebSocket(socketUrl(`/userSession/websocket?${key}${filter}`));
      socket.addEventListener('message', ({ data }) => {
        const { eventType } = JSON.parse(String(data)) as { eventType: string };
        heard.push(`${eventType}${filter}`);
      });
      await once(socket, 'open');
      return socket;
    }),
  );
  await send(emulator, 'PUT', `/devices/${device.id}/event`, device.apiKey, { eventType: 'own' });
  await send(emulator, 'PUT', `/homes/${home.id}/kv/k`, user.token, { value: 1 });
  for (const socket of sockets) {
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  }
  expect(heard.toSorted()).toEqual(
    [
      'own',
      `own&homeId=${home.id}`,
      `own&deviceId=${device.id}`,
      '_keyValueSaved_',
      `_keyValueSaved_&homeId=${home.id}`,
    ].toSorted(),
  );
});

it('answers a ping with its own payload', async () => {
  const { device } = emulator.seeds.cloud;
  const commands = new WebSocket(socketUrl(`/devices/${device.id}/command`), {
    headers: { authorization: `ModeCloud ${device.apiKey}` },
  });
  await once(commands, 'open');
  const payload = Buffer.from('ts=1767225600000');
  const pong = new Promise((resolve) => {
    const heard = (message: unknown) => {
      pongs.unsubscribe(heard);
      resolve(message);
    };
    const pongs = channel('undici:websocket:pong');
    pongs.subscribe(heard);
  });
  ping(commands, payload);
  expect(await pong).toMatchObject({ payload, websocket: commands });
  commands.close();
  await once(commands, 'close');
});

it('counts a device as connected as long as one of its sockets is', async () => {
  const { user, device } = emulator.seeds.cloud;
  await using own = new IotClient({ credential: modeCloudKey(device.apiKey), baseUrl: emulator.url });
  await using watcher = new IotClient({ credential: modeCloudKey(user.token), baseUrl: emulator.url });
  // The test before has said goodbye, and may not have been heard yet.
  await expect.poll(() => own.devices.get({ device: device.id })).toMatchObject({ isConnected: false });
  await using events = watcher.events.stream();
  await events.connected;
  const one = own.devices.streamCommands({ device: device.id });
  const two = own.devices.streamCommands({ device: device.id });
  await Promise.all([one.connected, two.connected]);
  await one.close();
  await watcher.devices.sendCommand({ device: device.id, action: 'still there' });
  expect((await two[Symbol.asyncIterator]().next()).value).toMatchObject({
    command: { action: 'still there' },
  });
  await two.close();
  const types: string[] = [];
  for await (const item of events) {
    if (item.type === 'event') types.push(item.event.eventType);
    if (types.includes('_deviceDisconnected_')) break;
  }
  expect(types).toEqual(['_deviceConnected_', '_deviceDisconnected_']);
});

it.each([
  ['/userSession/websocket', undefined, 401],
  ['/userSession/websocket', 'device', 403],
  ['/devices/4000/command', 'user', 403],
  ['/devices/1/command', 'device', 404],
  ['/homes/3000', 'user', 404],
])('refuses a socket at %s to %s with %i', async (path, who, status) => {
  const { user, device } = emulator.seeds.cloud;
  const headers =
    who === undefined ? {} : { authorization: `ModeCloud ${who === 'user' ? user.token : device.apiKey}` };
  const refused = new Promise((resolve) => {
    const heard = (message: unknown) => {
      answers.unsubscribe(heard);
      resolve(message);
    };
    const answers = channel('undici:request:headers');
    answers.subscribe(heard);
  });
  const socket = new WebSocket(socketUrl(path), { headers });
  const closed = once(socket, 'close');
  expect(await refused).toMatchObject({ response: { statusCode: status } });
  await closed;
});

it('closes with sockets open, and knows its keys and homes again afterwards', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
  try {
    const first = await startEmulator({ folder });
    const { user, device, home } = first.seeds.cloud;
    const client = new IotClient({ credential: modeCloudKey(user.token), baseUrl: first.url });
    const own = client.withOptions({ credential: modeCloudKey(device.apiKey) });
    const streams = [client.events.stream(), own.devices.streamCommands({ device: device.id })];
    await Promise.all(streams.map((stream) => stream.connected));
    await client.homes.create({ name: 'Kept' });
    await first.close();
    await client.close();

    await using second = await startEmulator({ folder });
    await using again = new IotClient({ credential: modeCloudKey(user.token), baseUrl: second.url });
    const homes = await again.homes.list({ userId: user.id }).toArray();
    expect(homes.map(({ name }) => name)).toEqual([home.name, 'Kept']);
    expect(await again.devices.get({ device: device.id })).toMatchObject({ isConnected: false });
    expect(second.seeds).toEqual(first.seeds);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('shows the OpenAPI document of MODE Cloud', async () => {
  const reply = await send(emulator, 'GET', '/_emulator/openapi/cloud.json', undefined, undefined, {
    authorization: `Bearer ${emulator.adminToken}`,
  });
  expect(reply.json).toMatchObject({
    openapi: expect.stringMatching(/^3\.1/),
    info: { title: 'MODE Cloud' },
  });
  for (const { id } of operations) expect(reply.text).toContain(`"${id}"`);
});
