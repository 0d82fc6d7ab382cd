import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';

let folder: string;
let emulator: Emulator;
let user: IotClient;
let device: MqttClient;
async function start(port?: number): Promise<void> {
  emulator = await startEmulator({ folder, strict: true, ...(port !== undefined && { port }) });
  const { id, apiKey } = emulator.seeds.cloud.device;
  const login = { username: String(id), password: apiKey };
  device = await connectAsync(emulator.mqttUrl, { protocolVersion: 4, reconnectPeriod: 0, ...login });
  await device.subscribeAsync(`${label()}/response`);
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-videos-'));
  await start();
  const credential = modeCloudKey(emulator.seeds.cloud.user.token);
  user = new IotClient({ baseUrl: emulator.url, credential, validate: 'strict' });
});
afterAll(async () => {
  await user.close();
  await device.endAsync();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const label = (): string => `/devices/${emulator.seeds.cloud.device.id}/bulkData/sds`;
const place = () => {
  const { home, modules } = emulator.seeds.cloud;
  return { home: home.id, module: modules.videos };
};
const find = (filter: object = { searchKeyPrefix: 'door-' }) =>
  user.videos.list({ ...place(), limit: 20, ...filter }).toArray();

/** Asks, and waits for the answer. */
async function ask(payload: object): Promise<unknown> {
  const answered = new Promise<unknown>((resolve) =>
    device.once('message', (_topic, message) => resolve(JSON.parse(String(message)))),
  );
  await device.publishAsync(`${label()}/request`, JSON.stringify({ requestId: 'r', payload }), { qos: 1 });
  return answered;
}

async function sendFrames(...frames: readonly string[]): Promise<void> {
  for (const frame of frames) await device.publishAsync(label(), frame, { qos: 1 });
}

it('what a device sends between announcing a video and its end is that video', async () => {
  await sendFrames('before ');
  const video = { searchKey: 'door-1', contentType: 'video/webm' };
  expect(await ask({ stream: 'door', video })).toMatchObject({ status: 'ok' });
  await sendFrames('one ', 'two ');
  expect(await find()).toEqual([]);
  await ask({ stop: true });
  await sendFrames('after');
  const [found, ...more] = await find();
  expect([found, more]).toMatchObject([{ homeId: place().home, searchKey: 'door-1' }, []]);
  expect(found).not.toHaveProperty('thumbnail');
  const response = await fetch(String(found?.video));
  expect([response.headers.get('content-type'), await response.text()]).toEqual(['video/webm', 'one two ']);
});

it('the packets are in the stream as well, and stay there', async () => {
  await user.videos.delete({ ...place(), searchKey: 'door-1' });
  const { modules } = emulator.seeds.cloud;
  const store = { ...place(), module: modules.dataStreams };
  const bytes: Uint8Array[] = [];
  for await (const chunk of await user.dataStreams.download({ ...store, stream: 'door' })) bytes.push(chunk);
  expect(Buffer.concat(bytes).toString('latin1')).toMatch(/one .*two .*after$/s);
});

it('videos of a key are found together, fetched after a restart, and gone when deleted', async () => {
  for (const frame of ['first', 'second']) {
    await ask({ stream: 'door', video: { searchKey: 'door-2' } });
    await sendFrames(frame);
    await ask({ stop: true });
  }
  await device.endAsync();
  await emulator.close();
  await start(Number(new URL(emulator.url).port));
  const found = await find({ searchKeys: 'door-1,door-2' });
  const texts = await Promise.all(found.map(async ({ video }) => (await fetch(String(video))).text()));
  expect(texts.toSorted()).toEqual(['first', 'second']);
  await user.videos.delete({ ...place(), searchKey: 'door-2' });
  expect(await find()).toEqual([]);
  expect((await fetch(String(found[0]?.video))).status).toBe(404);
});

it('one that is not ended, or has nothing in it, is none; what is announced wrongly neither', async () => {
  await ask({ stream: 'door', video: { searchKey: 'door-3' } });
  await sendFrames('lost');
  await ask({ stream: 'door', video: { searchKey: 'door-4' } });
  await ask({ stop: true });
  await ask({ stop: true });
  for (const video of [{}, { searchKey: '' }, { searchKey: 'door-5', contentType: 'a\nb' }, 'door-6']) {
    await ask({ stream: 'door', video });
    await sendFrames('x');
    await ask({ stop: true });
  }
  expect(await find()).toEqual([]);
});
