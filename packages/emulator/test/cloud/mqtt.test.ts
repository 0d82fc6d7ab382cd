import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startEmulator, type Emulator } from '../../src/index.ts';

let emulator: Emulator;
let user: IotClient;
const open: MqttClient[] = [];
beforeEach(async () => {
  emulator = await startEmulator({ strict: true });
  user = new IotClient({ credential: modeCloudKey(emulator.seeds.cloud.user.token), baseUrl: emulator.url });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.endAsync(true)));
  await user.close();
  await emulator.close();
});

/** Connects as the seeded device, and keeps what comes, in order: `topic payload`. */
async function join(options: IClientOptions = {}, url = emulator.mqttUrl) {
  const { id, apiKey } = emulator.seeds.cloud.device;
  const client = await connectAsync(url, {
    protocolVersion: 4,
    clientId: '',
    clean: true,
    username: String(id),
    password: apiKey,
    reconnectPeriod: 0,
    ...options,
  });
  open.push(client);
  const heard: unknown[] = [];
  client.on('message', (topic, payload) =>
    heard.push([topic.split('/').at(-1), JSON.parse(payload.toString())]),
  );
  return { client, heard, topic: (name: string) => `/devices/${id}/${name}` };
}

/** The next event of the user's that is of a type. */
function watch(events: AsyncIterable<{ readonly type: string }>) {
  const reader = events[Symbol.asyncIterator]();
  return async (): Promise<unknown> => {
    const { value } = (await reader.next()) as {
      value: { event?: { eventType: string; eventData: unknown } };
    };
    return [value.event?.eventType, value.event?.eventData];
  };
}

it('a device is connected, sends events, and takes commands', async () => {
  const { device } = emulator.seeds.cloud;
  await using events = user.events.stream();
  await events.connected;
  const next = watch(events);
  const { client, heard, topic } = await join();
  expect(await next()).toEqual(['_deviceConnected_', {}]);
  expect(await user.devices.get({ device: device.id })).toMatchObject({ isConnected: true });
  for (const qos of [0, 1] as const) {
    await client.publishAsync(topic('event'), JSON.stringify({ eventType: 'reading', eventData: { qos } }), {
      qos,
    });
    expect(await next()).toEqual(['reading', { qos }]);
  }
  await client.publishAsync(topic('event'), 'nonsense', { qos: 1 });
  await client.subscribeAsync(topic('command'));
  await user.devices.sendCommand({ device: device.id, action: 'go', parameters: { by: 1 } });
  await expect.poll(() => heard).toEqual([['command', { action: 'go', parameters: { by: 1 } }]]);
  await client.endAsync();
  expect(await next()).toEqual(['_deviceDisconnected_', {}]);
  const late = user.devices.sendCommand({ device: device.id, action: 'go' });
  await expect(late).rejects.toMatchObject({ code: 'DEVICE_OFFLINE' });
});

it('a device mirrors its store: whole after the SUBACK, then each change with its revision', async () => {
  const { id } = emulator.seeds.cloud.device;
  await user.deviceKeyValues.set({ device: id, key: 'a', value: 1 });
  const { client, heard, topic } = await join();
  const order: string[] = [];
  client.on('packetreceive', ({ cmd }) => order.push(cmd));
  await client.subscribeAsync(topic('kv'));
  await expect.poll(() => heard.length).toBe(1);
  expect(order).toEqual(['suback', 'publish']);
  await user.deviceKeyValues.set({ device: id, key: 'b', value: { c: [null] } });
  const whole = { rev: 0, numItems: 0, items: null };
  await client.publishAsync(topic('kv'), JSON.stringify({ action: 'set', key: 'own', value: 2, ...whole }), {
    qos: 1,
  });
  await client.publishAsync(topic('kv'), JSON.stringify({ action: 'delete', key: 'a', value: null }), {
    qos: 1,
  });
  await expect.poll(() => heard.length).toBe(4);
  expect(heard).toEqual([
    [
      'kv',
      {
        action: 'reload',
        rev: 1,
        numItems: 1,
        items: [{ key: 'a', value: 1, modificationTime: expect.any(String) }],
      },
    ],
    ['kv', { action: 'set', rev: 2, key: 'b', value: { c: [null] } }],
    ['kv', { action: 'set', rev: 3, key: 'own', value: 2 }],
    ['kv', { action: 'delete', rev: 4, key: 'a' }],
  ]);
  const keys = await user.deviceKeyValues.list({ device: id }).toArray();
  expect(keys.map(({ key }) => key)).toEqual(['b', 'own']);
});

it('works on a bare websocket, any path and no subprotocol', async () => {
  const socket = new WebSocket(emulator.mqttUrl.replace('mqtt', 'ws'));
  await once(socket, 'open');
  expect(socket.protocol).toBe('');
  const { id, apiKey } = emulator.seeds.cloud.device;
  const text = (value: string) => Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)]);
  const body = Buffer.concat([
    text('MQTT'),
    Buffer.from([4, 0b1100_0010, 0, 60]),
    text(''),
    text(String(id)),
    text(apiKey),
  ]);
  // Frames are pieces of one stream of bytes, here and there.
  const answer: number[] = [];
  socket.on('message', (data: Buffer) => answer.push(...data));
  socket.send(Buffer.concat([Buffer.from([0x10, body.length]), body.subarray(0, 5)]));
  socket.send(body.subarray(5));
  await expect.poll(() => answer).toEqual([0x20, 2, 0, 0]);
  socket.close();
  await once(socket, 'close');
});

it.each([
  ['a wrong key', { password: 'test-key' }],
  ['the id of another device', { username: '4001' }],
  ['no key', { password: '' }],
])('refuses %s with return code 4', async (_what, options) => {
  await expect(join(options)).rejects.toMatchObject({ code: 4 });
});

it('refuses other topics, and ends whoever publishes there', async () => {
  const { client } = await join();
  const [granted] = await client.subscribeAsync('/devices/1/command').catch(() => [{ qos: 128 }]);
  expect(granted?.qos).toBe(128);
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  client.publish('/devices/1/event', '{"eventType":"foreign"}');
  await closed;
});

it('ends with the emulator, whoever is there', async () => {
  const { client } = await join();
  const idle = connect(Number(new URL(emulator.mqttUrl).port), '127.0.0.1');
  await once(idle, 'connect');
  const closed = [new Promise<void>((resolve) => client.once('close', () => resolve())), once(idle, 'close')];
  await emulator.close();
  await Promise.all(closed);
});
