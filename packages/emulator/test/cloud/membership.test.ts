import { afterAll, beforeAll, expect, it } from 'vitest';
import { send, startEmulator, type Emulator } from './send.ts';

let emulator: Emulator;
let stranger: string;
beforeAll(async () => {
  emulator = await startEmulator({ strict: true });
  const { adminKey, projectId, appId } = emulator.seeds.cloud;
  const { id } = (await send(emulator, 'POST', '/users', adminKey, { projectId })).json as { id: number };
  const form = new URLSearchParams({ projectId: String(projectId), appId, userId: String(id) });
  stranger = ((await send(emulator, 'POST', '/auth/user', adminKey, form)).json as { token: string }).token;
});
afterAll(() => emulator.close());

it.each([
  ['GET', '/homes/3000', undefined],
  ['DELETE', '/homes/3000', undefined],
  ['GET', '/devices?homeId=3000', undefined],
  ['GET', '/devices/4000', undefined],
  ['PATCH', '/devices/4000', { name: 'mine' }],
  ['DELETE', '/devices/4000', undefined],
  ['PUT', '/devices/4000/command', { action: 'a' }],
  ['POST', '/homes/3000/deviceProvisioning', { deviceClass: 'weather_station' }],
])('%s %s is for members', async (method, path, body) => {
  const reply = await send(emulator, method, path, stranger, body);
  expect([reply.status, reply.json]).toEqual([403, { reason: 'MEMBERS_ONLY' }]);
});

it('a device that its user deletes leaves the home, and one that the project deletes is gone', async () => {
  const { user, adminKey, projectKey, device } = emulator.seeds.cloud;
  expect((await send(emulator, 'DELETE', '/devices/4000', user.token)).status).toBe(204);
  expect((await send(emulator, 'GET', '/devices/4000', user.token)).json).toEqual({ reason: 'MEMBERS_ONLY' });
  expect((await send(emulator, 'GET', '/devices/4000', projectKey)).json).not.toHaveProperty('homeId');
  expect((await send(emulator, 'DELETE', '/devices/4000', projectKey)).json).toEqual({
    reason: 'INSUFFICIENT_AUTH',
  });
  expect((await send(emulator, 'DELETE', '/devices/4000', adminKey)).status).toBe(204);
  expect((await send(emulator, 'GET', '/auth', device.apiKey)).json).toEqual({ type: 'nobody' });
});
