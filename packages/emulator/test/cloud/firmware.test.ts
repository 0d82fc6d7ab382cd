import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type CloudBundle, type Emulator } from '../../src/index.ts';

const bytes = Buffer.from('Version 2.');
const bundle: CloudBundle = {
  id: 'own-2.0',
  name: 'Two',
  channel: 'early',
  components: [{ componentId: 'main', filename: 'main.bin', bytes }],
};
const otherClass: CloudBundle = { ...bundle, id: 'gate-1', deviceClass: 'gateway' };

let folder: string;
let emulator: Emulator;
let admin: IotClient;
let device: IotClient;
async function start(cloudBundles?: readonly CloudBundle[]): Promise<void> {
  emulator = await startEmulator({ folder, strict: true, ...(cloudBundles && { cloudBundles }) });
  const { adminKey, device: own } = emulator.seeds.cloud;
  const credential = modeCloudKey(adminKey, { kind: 'project' });
  admin = new IotClient({ baseUrl: emulator.url, credential, validate: 'strict' });
  device = admin.withOptions({ credential: modeCloudKey(own.apiKey, { kind: 'device' }) });
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-firmware-'));
  await start([bundle, otherClass]);
});
afterAll(async () => {
  await admin.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const idsFor = async (client: IotClient) => (await client.bundles.list()).items.map(({ id }) => id);

it('a device finds what is for its class and on its channel; others find everything', async () => {
  const { files, device: own } = emulator.seeds.cloud;
  const describe = () => device.devices.get({ device: own.id });
  expect(await idsFor(device)).toEqual([files.bundle]);
  expect(await describe()).not.toHaveProperty('channel');
  for (const [channel, ids] of [
    ['beta', [files.betaBundle]],
    ['early', [bundle.id]],
    ['none such', []],
  ] as const) {
    emulator.setDeviceChannel(own.id, channel);
    expect(await idsFor(device)).toEqual(ids);
    expect(await describe()).toMatchObject({ channel });
  }
  emulator.setDeviceChannel(own.id, undefined);
  expect(await idsFor(device)).toEqual([files.bundle]);
  const all = [files.bundle, files.betaBundle, bundle.id, otherClass.id];
  expect((await idsFor(admin)).toSorted()).toEqual(all.toSorted());
  expect(() => emulator.setDeviceChannel(1, 'beta')).toThrow('There is no device 1.');
});

it('a device that is provisioned of another class finds the firmware of that', async () => {
  const { home, deviceClass } = emulator.seeds.cloud;
  const { token } = await admin.devices.startProvisioning({ home: home.id, deviceClass });
  const made = await admin.devices.provision({ token });
  const own = admin.withOptions({ credential: made.credential });
  emulator.setDeviceChannel(made.id, 'early');
  expect(await idsFor(own)).toEqual([bundle.id]);
});

it('its files are fetched without a key, by the link only, and have the said checksum', async () => {
  const { items } = await admin.bundles.list();
  const found = items.find(({ id }) => id === bundle.id);
  expect(found).toMatchObject({ name: 'Two', deviceClass: emulator.seeds.cloud.deviceClass });
  expect(found).not.toHaveProperty('channel');
  const [component] = found?.components ?? [];
  const got = Buffer.from(await (await fetch(String(component?.url))).arrayBuffer());
  expect(got).toEqual(bytes);
  expect(component).toMatchObject({
    componentId: 'main',
    filename: 'main.bin',
    checksum: createHash('sha1').update(bytes).digest('hex'),
  });
  const guessed = `${emulator.url}/download/${encodeURIComponent(`firmware/1001/${bundle.id}/0`)}`;
  expect((await fetch(guessed)).status).toBe(404);
});

it('what a device says that it installed is shown with it', async () => {
  const { device: own } = emulator.seeds.cloud;
  await device.devices.reportFirmware({ device: own.id, bundleId: bundle.id });
  expect(await admin.devices.get({ device: own.id })).toMatchObject({
    bundleInstalled: bundle.id,
    bundleInstallTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
  for (const bundleId of ['-a', 'a-', 'a..b', '']) {
    const wrong = device.devices.reportFirmware({ device: own.id, bundleId });
    await expect(wrong).rejects.toMatchObject({ status: 400 });
  }
});

it('firmware and channels outlast a restart; what is given anew replaces what has its id', async () => {
  const { id } = emulator.seeds.cloud.device;
  emulator.setDeviceChannel(id, 'early');
  const url = async () => String((await device.bundles.list()).items[0]?.components?.[0]?.url);
  await emulator.close();
  await admin.close();
  await start();
  expect(Buffer.from(await (await fetch(await url())).arrayBuffer())).toEqual(bytes);
  await emulator.close();
  await admin.close();
  const [file] = bundle.components;
  const newer = Buffer.from('Version 2, once more.');
  await start([{ ...bundle, name: 'Again', components: [{ ...file!, bytes: newer }] }]);
  expect((await device.bundles.list()).items).toMatchObject([{ id: bundle.id, name: 'Again' }]);
  expect(Buffer.from(await (await fetch(await url())).arrayBuffer())).toEqual(newer);
  await expect(startEmulator({ cloudBundles: [{ ...bundle, id: '-' }] })).rejects.toThrow(
    '"-" is no id of a bundle.',
  );
});
