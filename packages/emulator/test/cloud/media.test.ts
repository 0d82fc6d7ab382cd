import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { send } from './send.ts';

let folder: string;
let emulator: Emulator;
let user: IotClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-media-'));
  emulator = await startEmulator({ folder, strict: true });
  const credential = modeCloudKey(emulator.seeds.cloud.user.token);
  user = new IotClient({ baseUrl: emulator.url, credential, validate: 'strict' });
});
afterAll(async () => {
  await user.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const as = (key: string): IotClient => user.withOptions({ credential: modeCloudKey(key) });

async function bytesOf(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

it('firmware of its class is what a device finds, with files of the said checksum', async () => {
  const { device, files, deviceClass, emailProject } = emulator.seeds.cloud;
  const { items } = await as(device.apiKey).bundles.list();
  expect(items).toMatchObject([{ id: files.bundle, deviceClass }]);
  const [component] = items[0]?.components ?? [];
  const url = String(component?.url);
  expect(new URL(url).pathname).toMatch(/^\/download\/v1\.[\w-]+\.\d+\.[0-9a-f]{56}$/);
  expect(
    createHash('sha1')
      .update(await bytesOf(url))
      .digest('hex'),
  ).toBe(component?.checksum);
  expect((await as(emailProject.adminKey).bundles.list()).items).toEqual([]);
  for (const forged of [
    url.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    `${emulator.url}/download/firmware`,
  ]) {
    expect((await fetch(forged)).status).toBe(404);
  }
});

it('a video is found by its key, fetched, and deleted', async () => {
  const { home, modules, files, user: seeded } = emulator.seeds.cloud;
  const place = { home: home.id, module: modules.videos };
  const list = (filter: object) => user.videos.list({ ...place, limit: 20, ...filter }).toArray();
  const [video] = await list({ searchKeyPrefix: 'sam' });
  expect(video).toMatchObject({ homeId: home.id, searchKey: files.video });
  expect((await bytesOf(String(video?.video))).subarray(4, 8).toString()).toBe('ftyp');
  expect((await bytesOf(String(video?.thumbnail))).subarray(1, 4).toString()).toBe('PNG');
  expect(await list({ searchKeys: 'a,b' })).toEqual([]);
  const range = await send(
    emulator,
    'GET',
    `/homes/${home.id}/smartModules/video/videos?limit=20`,
    seeded.token,
  );
  expect(range.headers.get('vnd.tinkermode.range')).toBe('0-0/1');
  await user.videos.delete({ ...place, searchKey: files.video });
  expect(await list({})).toEqual([]);
});

it('bulk data becomes packets of a stream, which lasts', async () => {
  const { id, apiKey } = emulator.seeds.cloud.device;
  const client = await connectAsync(emulator.mqttUrl, {
    protocolVersion: 4,
    username: String(id),
    password: apiKey,
    reconnectPeriod: 0,
  });
  const topic = `/devices/${id}/bulkData/sds`;
  try {
    await client.publishAsync(topic, Buffer.from([1, 2, 3]), { qos: 1 });
    const answered = new Promise((resolve) =>
      client.once('message', (_topic, payload) => resolve(String(payload))),
    );
    await client.subscribeAsync(`${topic}/response`);
    await client.publishAsync(
      `${topic}/request`,
      JSON.stringify({ requestId: 'r1', payload: { stream: 'door' } }),
      {
        qos: 1,
      },
    );
    expect(JSON.parse(String(await answered))).toMatchObject({ requestId: 'r1', status: 'ok' });
    for (let n = 0; n < 150; n++) await client.publishAsync(topic, Buffer.from([n]), { qos: 1 });
  } finally {
    await client.endAsync();
  }
  await emulator.close();
  emulator = await startEmulator({ folder, strict: true });
  const { home, modules } = emulator.seeds.cloud;
  await using again = user.withOptions({ baseUrl: emulator.url });
  const place = { home: home.id, module: modules.dataStreams };
  const streams = await again.dataStreams.list(place).toArray();
  expect(streams).toEqual([
    { homeId: home.id, moduleId: modules.dataStreams, name: `device-${id}` },
    { homeId: home.id, moduleId: modules.dataStreams, name: 'door' },
  ]);
  const read = async (stream: string, span: object = {}): Promise<Buffer> => {
    const download = await again.dataStreams.download({ ...place, stream, ...span });
    const chunks: Uint8Array[] = [];
    for await (const chunk of download) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  // A name of 11 letters, index 0, three bytes.
  const first = `93ab${Buffer.from(`device-${id}`).toString('hex')}ce00000000c403010203`;
  expect((await read(`device-${id}`)).toString('hex')).toBe(first);
  const packet = (n: number) =>
    `93a4${Buffer.from('door').toString('hex')}ce${n.toString(16).padStart(8, '0')}c401${Buffer.of(n).toString('hex')}`;
  const all = Array.from({ length: 150 }, (_, n) => packet(n)).join('');
  expect((await read('door')).toString('hex')).toBe(all);
  expect((await read('door', { start: '3', stop: '4' })).toString('hex')).toBe(packet(3) + packet(4));
  await expect(read('none')).rejects.toMatchObject({ status: 404 });
  await expect(read('door', { start: 'a' })).rejects.toMatchObject({ status: 400 });
});
