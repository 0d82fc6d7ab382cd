import { mkdtemp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { send, startEmulator, type Emulator } from './send.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function startProvisioning(emulator: Emulator): Promise<string> {
  const { user, home, deviceClass } = emulator.seeds.cloud;
  const path = `/homes/${home.id}/deviceProvisioning`;
  const { json } = await send(emulator, 'POST', path, user.token, { deviceClass });
  return (json as { token: string }).token;
}

const refused = { status: 403, json: { reason: 'INVALID_TOKEN' } };

it('lets one device in, once', async () => {
  await using emulator = await startEmulator({ folder });
  const token = await startProvisioning(emulator);
  const redeem = () => send(emulator, 'POST', '/devices', undefined, { token });
  const both = await Promise.all([redeem(), redeem()]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 403]);
  expect(await redeem()).toMatchObject(refused);
});

it('is over when its time is', async () => {
  const first = await startEmulator({ folder });
  const token = await startProvisioning(first);
  await first.close();
  const state = new DatabaseSync(join(folder, 'cloud.sqlite'));
  state.exec("UPDATE provisioning SET expirationTime = '2026-01-01T00:00:00.000Z'");
  state.close();
  await using second = await startEmulator({ folder });
  expect(await send(second, 'POST', '/devices', undefined, { token })).toMatchObject(refused);
});

it('ends with the home that it was for', async () => {
  await using emulator = await startEmulator({ folder });
  const token = await startProvisioning(emulator);
  const { user, home } = emulator.seeds.cloud;
  await send(emulator, 'DELETE', `/homes/${home.id}`, user.token);
  expect(await send(emulator, 'POST', '/devices', undefined, { token })).toMatchObject(refused);
});
