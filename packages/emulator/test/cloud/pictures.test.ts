import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IotClient, modeCloudKey, NotFoundError } from '@bimodal/iot-client';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { send, startEmulator, type Emulator } from './send.ts';

const png = Buffer.from('89504e470d0a1a0a', 'hex');
const gif = Buffer.from('GIF89a');

let folder: string;
let emulator: Emulator;
let admin: IotClient;
let place: { readonly project: number; readonly entity: string };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-pictures-'));
  emulator = await startEmulator({ folder, strict: true });
  const { adminKey, projectId: project, home } = emulator.seeds.cloud;
  const credential = modeCloudKey(adminKey);
  admin = new IotClient({ baseUrl: emulator.url, credential, validate: 'strict' });
  const displaySettings = { name: 'Pump' };
  await admin.entityClasses.create({ project, entityClass: 'pump', displaySettings });
  const thing = { project, homeId: home.id, entityClass: 'pump', timeZone: 'UTC', displaySettings };
  for (const entityId of ['p1', 'p2']) await admin.entities.create({ ...thing, entityId });
  place = { project, entity: 'p1' };
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await admin.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const upload = (bytes: Uint8Array, target: 'icon' | 'image' = 'icon', contentType = 'image/png') =>
  admin.entities.uploadMedia({ ...place, target, fileName: 'a.png', bytes, contentType });
const shown = async () => (await admin.entities.get(place)).displaySettings;
const manage = (action: 'open-upload' | 'close-upload' | 'delete', target: 'icon' | 'image' = 'icon') =>
  admin.entities.manageMedia({
    ...place,
    action,
    target,
    ...(action === 'open-upload' && { fileName: 'b' }),
  });
const put = (url: string | null | undefined, body: Uint8Array<ArrayBuffer>) =>
  fetch(String(url), { method: 'PUT', body, headers: { 'content-type': 'image/png' } });

it('a picture is shown with its entity, and fetched as it was put, without a key', async () => {
  await upload(png);
  await upload(gif, 'image', 'image/gif');
  const settings = await shown();
  expect(settings).toMatchObject({
    name: 'Pump',
    iconData: { fileName: 'a.png', url: expect.stringMatching(/\/download\/v1\./) },
    imageData: { fileName: 'a.png' },
  });
  for (const [data, bytes, type] of [
    [settings?.iconData, png, 'image/png'],
    [settings?.imageData, gif, 'image/gif'],
  ] as const) {
    const response = await fetch(String(data?.url));
    expect(response.headers.get('content-type')).toBe(type);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  }
  const [listed] = await admin.entities.list({ project: place.project, limit: 1 }).toArray();
  expect(listed?.displaySettings).toEqual(settings);
  expect((await admin.entities.get({ ...place, entity: 'p2' })).displaySettings).toEqual({ name: 'Pump' });
});

it('outlasts a change of the name, and a restart; an upload that is open does too', async () => {
  await upload(png);
  await admin.entities.update({ ...place, displaySettings: { description: 'Old' } });
  const { uploadUrl } = await manage('open-upload', 'image');
  const before = await shown();
  expect(before).toMatchObject({ name: 'Pump', description: 'Old' });
  await emulator.close();
  emulator = await startEmulator({ folder, strict: true, port: Number(new URL(emulator.url).port) });
  expect(await shown()).toEqual(before);
  expect((await fetch(String(before?.iconData?.url))).status).toBe(200);
  expect((await put(uploadUrl, gif)).status).toBe(200);
  await manage('close-upload', 'image');
  const { imageData } = (await shown()) ?? {};
  expect(imageData).toMatchObject({ fileName: 'b' });
});

it('a page in place of a picture runs nothing in a browser', async () => {
  await upload(Buffer.from('<script>fetch("/_emulator/outbox")</script>'), 'icon', 'text/html');
  const { headers } = await fetch(String((await shown())?.iconData?.url));
  expect(headers.get('content-security-policy')).toBe('sandbox');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

it('another takes its place once its upload is closed, and the first is gone', async () => {
  await upload(png);
  const first = String((await shown())?.iconData?.url);
  const { uploadUrl } = await manage('open-upload');
  await put(uploadUrl, png);
  await put(uploadUrl, gif);
  expect((await fetch(first)).status).toBe(200);
  await manage('close-upload');
  expect((await fetch(first)).status).toBe(404);
  const second = String((await shown())?.iconData?.url);
  expect(Buffer.from(await (await fetch(second)).arrayBuffer())).toEqual(gif);
});

it('goes when it is deleted, and with its entity', async () => {
  await upload(png);
  await upload(png, 'image');
  const { iconData, imageData } = (await shown()) ?? {};
  const { uploadUrl } = await manage('open-upload');
  await manage('delete');
  expect(Object.keys((await shown()) ?? {})).not.toContain('iconData');
  expect((await fetch(String(iconData?.url))).status).toBe(404);
  expect((await put(uploadUrl, png)).status).toBe(403);
  const open = await manage('open-upload');
  await admin.entities.delete(place);
  expect((await fetch(String(imageData?.url))).status).toBe(404);
  expect((await put(open.uploadUrl, png)).status).toBe(403);
  await expect(manage('open-upload')).rejects.toBeInstanceOf(NotFoundError);
  place = { ...place, entity: 'p2' };
});

it('what is put where no upload is open is refused in words', async () => {
  const closed = await manage('open-upload');
  await put(closed.uploadUrl, png);
  await manage('close-upload');
  const replaced = await manage('open-upload');
  await manage('open-upload');
  const { origin } = new URL(emulator.url);
  for (const url of [closed.uploadUrl, replaced.uploadUrl, `${origin}/upload/test-token`]) {
    const refused = await put(url, png);
    expect([refused.status, await refused.json()]).toEqual([
      403,
      {
        reason: 'PERMISSION_DENIED',
        data: { message: 'No upload is open at this address: open one with manageMedia.' },
      },
    ]);
  }
});

it('what comes too late is refused in words', async () => {
  const { uploadUrl } = await manage('open-upload');
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 61 * 60 * 1000);
  const refused = await put(uploadUrl, png);
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { data: { message: expect.stringContaining('open it anew') } },
  ]);
});

it('what is larger than a request may be is refused in words, and the upload stays open', async () => {
  const { uploadUrl } = await manage('open-upload');
  const refused = await put(uploadUrl, Buffer.alloc(10 * 1024 * 1024 + 1));
  expect([refused.status, await refused.json()]).toMatchObject([
    413,
    { data: { message: expect.stringContaining('too large') } },
  ]);
  expect((await put(uploadUrl, Buffer.alloc(10 * 1024 * 1024))).status).toBe(200);
  await manage('close-upload');
  const { url } = (await shown())?.iconData ?? {};
  expect((await (await fetch(String(url))).arrayBuffer()).byteLength).toBe(10 * 1024 * 1024);
});

it('an upload in which nothing was put cannot be closed', async () => {
  await manage('delete');
  await expect(manage('close-upload')).rejects.toMatchObject({ status: 400 });
  await manage('open-upload');
  await expect(manage('close-upload')).rejects.toMatchObject({ status: 400, code: 'MISSING_PARAMETERS' });
  const body = { action: 'open-upload', target: 'icon' };
  const path = `/projects/${place.project}/entities/${place.entity}/manageMedia`;
  expect(await send(emulator, 'POST', path, emulator.seeds.cloud.adminKey, body)).toMatchObject({
    status: 400,
  });
});
