import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import {
  connectPacket,
  MqttWire,
  pingPacket,
  publishPacket,
  subscribePacket,
  type Login,
} from './mqtt-wire.ts';

let emulator: Emulator;
let user: IotClient;
beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
  user = new IotClient({ credential: modeCloudKey(emulator.seeds.cloud.user.token), baseUrl: emulator.url });
});
afterAll(async () => {
  await user.close();
  await emulator.close();
});

const topic = (name: string): string => `/devices/${emulator.seeds.cloud.device.id}/${name}`;

function login(): Required<Pick<Login, 'username' | 'password'>> {
  const { id, apiKey } = emulator.seeds.cloud.device;
  return { username: String(id), password: apiKey };
}

describe.each(['tcp', 'websocket'] as const)('over %s', (over) => {
  const open = () => MqttWire.open(over, emulator.mqttUrl);

  async function joined(): Promise<MqttWire> {
    const wire = await open();
    wire.write(connectPacket(login()));
    // The first packet is the CONNACK: no session, accepted.
    await wire.hears('20020000');
    return wire;
  }

  it.each([
    ['a key that nobody knows', () => ({ ...login(), password: 'test-key' }), '04'],
    ['the key of another kind', () => ({ ...login(), password: emulator.seeds.cloud.user.token }), '04'],
    ['the id of another device', () => ({ ...login(), username: '4001' }), '04'],
    ['no name and no key', () => ({}), '04'],
    ['MQTT 3.1', () => ({ ...login(), protocol: 'MQIsdp', level: 3 }), '01'],
    ['MQTT 5', () => ({ ...login(), level: 5 }), '01'],
  ] as const)('CONNECT with %s is refused, and the connection ended', async (_what, how, code) => {
    await using wire = await open();
    wire.write(connectPacket(how()));
    await wire.hears(`200200${code}`);
    await wire.ends();
  });

  it('a client id of its own is accepted, and pushes nobody out', async () => {
    await using one = await open();
    await using other = await open();
    for (const wire of [one, other]) {
      wire.write(connectPacket({ ...login(), clientId: 'mosq-1' }));
      await wire.hears('20020000');
    }
    one.write(pingPacket);
    await one.hears('d000');
  });

  it('whoever does not begin with CONNECT is cut off', async () => {
    await using wire = await open();
    wire.write(pingPacket);
    await wire.ends();
  });

  it.each([
    ['QoS 2', () => setQos2(publishPacket(topic('event'), '{"eventType":"x"}', { id: 7 }))],
    ['more than 10 MiB', () => largePublish(topic('event'), 10 * 1024 * 1024 + 1)],
  ])('PUBLISH with %s ends the connection', async (_what, packet) => {
    await using wire = await joined();
    wire.write(packet());
    await wire.ends();
  });

  it.each([
    ['a PUBLISH of 11 MiB', Buffer.of(0x30, 0x80, 0x80, 0xc0, 0x05)],
    ['the longest packet there is', Buffer.of(0x30, 0xff, 0xff, 0xff, 0x7f)],
    ['a SUBSCRIBE of 1 MiB', Buffer.of(0x82, 0x80, 0x80, 0x40)],
  ])('the header of %s ends the connection, before anything of it has come', async (_what, header) => {
    await using wire = await joined();
    wire.write(header);
    await wire.ends();
  });

  it('whoever begins with the header of 1 MiB is cut off, and so is who says it after others', async () => {
    await using first = await open();
    first.write(Buffer.of(0x10, 0x80, 0x80, 0x40));
    await first.ends();
    await using later = await open();
    later.write(Buffer.concat([connectPacket(login()), pingPacket, Buffer.of(0x30, 0x80, 0x80, 0xc0, 0x05)]));
    await later.ends();
  });

  it('a message of 10 MiB is taken, in pieces of any length', async () => {
    await using wire = await joined();
    const whole = largePublish(topic('data'), 10 * 1024 * 1024);
    whole.writeUInt8(0x30, 0);
    for (const [from, to] of [
      [0, 1],
      [1, 3],
      [3, 9],
      [9, whole.length],
    ] as const)
      wire.write(whole.subarray(from, to));
    wire.write(pingPacket);
    await wire.hears('d000');
  });

  it('PINGREQ is answered by PINGRESP, and QoS 1 by PUBACK with its packet id, again for a duplicate', async () => {
    await using wire = await joined();
    wire.write(pingPacket);
    await wire.hears('d000');
    const event = JSON.stringify({ eventType: 'e' });
    wire.write(publishPacket(topic('event'), event, { id: 0x1234 }));
    await wire.hears('40021234');
    wire.write(publishPacket(topic('event'), event, { id: 0x1234, dup: true }));
    await wire.hears('40021234');
    wire.write(publishPacket(topic('event'), event));
    wire.write(publishPacket(topic('bulkData/label'), 'bytes', { id: 3 }));
    wire.write(publishPacket(topic('data'), 'bytes', { id: 4 }));
    wire.write(publishPacket(topic('kv'), '{"action":"set","key":"p","value":1}', { id: 5 }));
    await wire.hears('400200034002000440020005');
  });

  it('SUBACK names the packet and a code for each topic, 0 or 0x80, and comes before the whole store', async () => {
    await using wire = await joined();
    const names = ['kv', 'command', 'bulkData/sds/response', 'event', '#', '+'];
    wire.write(subscribePacket(0x0b0c, ...names.map(topic), '/devices/1/command', '#'));
    await wire.hears('900a0b0c0000008080808080');
    expect(await wire.hearsPublish()).toMatchObject({ topic: topic('kv'), message: { action: 'reload' } });
    const { id: device } = emulator.seeds.cloud.device;
    await user.devices.sendCommand({ device, action: 'go', parameters: { large: 12_345_678_901_234 } });
    expect(await wire.hearsPublish()).toEqual({
      topic: topic('command'),
      message: { action: 'go', parameters: { large: 12_345_678_901_234 } },
    });
    wire.write(publishPacket(topic('kv'), '{"action":"set","key":"k","value":1,"rev":0,"items":null}'));
    expect(await wire.hearsPublish()).toMatchObject({
      topic: topic('kv'),
      message: { action: 'set', key: 'k', value: 1 },
    });
    wire.write(publishPacket(topic('bulkData/sds/request'), '{"requestId":"r","payload":{}}'));
    expect(await wire.hearsPublish()).toMatchObject({
      topic: topic('bulkData/sds/response'),
      message: { requestId: 'r', status: 'ok' },
    });
  });
});

function setQos2(publish: Buffer): Buffer {
  publish.writeUInt8(0x34, 0);
  return publish;
}

/** A PUBLISH with QoS 0 of so many bytes, which takes four to say. */
function largePublish(name: string, bytes: number): Buffer {
  const length = bytes + 2 + name.length;
  const size = [0, 7, 14, 21].map((shift) => ((length >> shift) & 127) | (shift === 21 ? 0 : 128));
  return Buffer.concat([
    Buffer.of(0x30, ...size, 0, name.length),
    Buffer.from(name),
    Buffer.alloc(bytes, 'a'),
  ]);
}
