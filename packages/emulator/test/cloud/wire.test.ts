import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startEmulator, type Emulator } from './send.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

describe('who is calling', () => {
  it('is nobody, with status 200, for a missing and for a wrong key', async () => {
    for (const key of [undefined, 'test-key']) {
      const { status, json } = await send(emulator, 'GET', '/auth', key);
      expect([status, json]).toEqual([200, { type: 'nobody' }]);
    }
  });

  it('is told for each kind of key', async () => {
    const { adminKey, user, device, projectId, appId } = emulator.seeds.cloud;
    const who = async (key: string) => (await send(emulator, 'GET', '/auth', key)).json;
    expect(await who(adminKey)).toEqual({ type: 'project key', projectKeyName: 'everything', projectId });
    expect(await who(user.token)).toEqual({ type: 'user', userId: user.id, appId, projectId });
    expect(await who(device.apiKey)).toEqual({ type: 'device', deviceId: device.id, projectId });
  });
});

describe('a list', () => {
  it('is a bare array, its range in a header that browsers may read', async () => {
    const { projectKey, projectId } = emulator.seeds.cloud;
    const { json, headers } = await send(emulator, 'GET', `/homes?projectId=${projectId}`, projectKey);
    expect(json).toEqual([expect.objectContaining({ name: 'Seattle' })]);
    expect(headers.get('vnd.tinkermode.range')).toBe('0-0/1');
    expect(headers.get('access-control-expose-headers')).toContain('vnd.tinkermode.range');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('of devices is whole, and without a range, unless it is asked to be cut', async () => {
    const { user, home } = emulator.seeds.cloud;
    const whole = await send(emulator, 'GET', `/devices?homeId=${home.id}`, user.token);
    expect(whole.headers.has('vnd.tinkermode.range')).toBe(false);
    const cut = await send(emulator, 'GET', `/devices?homeId=${home.id}&skip=1`, user.token);
    expect([cut.json, cut.headers.get('vnd.tinkermode.range')]).toEqual([[], '*/1']);
  });
});

describe('existing clients', () => {
  it('sign in with either form encoding', async () => {
    const { adminKey, projectId, appId, user } = emulator.seeds.cloud;
    const fields = { projectId: String(projectId), appId, userId: String(user.id) };
    const multipart = new FormData();
    for (const [name, value] of Object.entries(fields)) multipart.set(name, value);
    for (const form of [new URLSearchParams(fields), multipart]) {
      const { status, json } = await send(emulator, 'POST', '/auth/user', adminKey, form);
      expect(status).toBe(200);
      expect(json).toEqual({ userId: user.id, token: expect.stringMatching(/^v1\./) });
    }
  });

  it('let a device be claimed by a form or by JSON', async () => {
    const { device } = emulator.seeds.cloud;
    const told = emulator.deviations.length;
    const fields = { deviceId: String(device.id), claimable: 'true', duration: '60' };
    const json = { deviceId: device.id, claimable: true, duration: 60 };
    for (const body of [new URLSearchParams(fields), json]) {
      const reply = await send(emulator, 'POST', '/deviceRegistration', device.apiKey, body);
      expect([reply.status, reply.json]).toEqual([200, { claimExpirationTime: expect.any(String) }]);
    }
    expect(emulator.deviations).toHaveLength(told);
    // The platform's own sample says 1 for true.
    const sample = new URLSearchParams({ ...fields, claimable: '1' });
    expect(await send(emulator, 'POST', '/deviceRegistration', device.apiKey, sample)).toMatchObject({
      status: 200,
    });
    const ended = { deviceId: device.id, claimable: false };
    expect((await send(emulator, 'POST', '/deviceRegistration', device.apiKey, ended)).json).toEqual({});
  });

  it('send a body with DELETE, and unknown fields', async () => {
    const { adminKey, projectId, appId, user } = emulator.seeds.cloud;
    const form = new URLSearchParams({ projectId: String(projectId), appId, userId: String(user.id) });
    const session = (await send(emulator, 'POST', '/auth/user', adminKey, form)).json as { token: string };
    const ended = await send(emulator, 'DELETE', '/userSession', session.token, {});
    expect([ended.status, ended.text, ended.headers.get('content-type')]).toEqual([204, '', null]);
    expect((await send(emulator, 'GET', '/userSession', session.token)).status).toBe(401);
    const home = await send(emulator, 'POST', '/homes', user.token, { name: 'Old', timezone: 'UTC' });
    expect(home.status).toBe(201);
    expect(emulator.deviations.slice(-2).map(({ operation }) => operation)).toEqual([
      'sessions.delete',
      'homes.create',
    ]);
  });

  it('that send a body in chunks are taken, and told of: the platform asks for its length', async () => {
    const { user } = emulator.seeds.cloud;
    const response = await fetch(`${emulator.url}/homes`, {
      method: 'POST',
      headers: { authorization: `ModeCloud ${user.token}`, 'content-type': 'application/json' },
      body: new Blob([JSON.stringify({ name: 'Attic' })]).stream(),
      duplex: 'half',
    });
    expect(response.status).toBe(201);
    expect(emulator.deviations.at(-1)).toMatchObject({
      operation: 'homes.create',
      issues: [{ path: 'content-length', message: 'is missing' }],
    });
  });

  it('in a browser are let through by the preflight', async () => {
    const { status, headers } = await send(emulator, 'OPTIONS', '/auth', undefined, undefined, {
      'access-control-request-method': 'PUT',
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-headers')).toMatch(/authorization/i);
    expect(headers.get('access-control-allow-methods')).toContain('PUT');
  });
});

describe('a refusal', () => {
  it.each([
    ['GET', '/homes/3000', undefined, undefined, 401, 'AUTHORIZATION_REQUIRED'],
    ['GET', '/homes/3000', 'test-key', undefined, 401, 'UNAUTHENTICATED_CLIENT'],
    ['GET', '/homes', 'user', undefined, 400, 'MISSING_PARAMETERS'],
    ['POST', '/homes', 'user', {}, 400, 'MISSING_PARAMETERS'],
    ['POST', '/auth/user', undefined, { projectId: 1002 }, 400, 'MISSING_PARAMETERS'],
    ['POST', '/devices', undefined, { homeId: 3000, claimCode: 'test' }, 401, 'AUTHORIZATION_REQUIRED'],
    ['GET', '/homes/1', 'user', undefined, 404, 'NOT_FOUND'],
    ['GET', '/nowhere', 'user', undefined, 404, 'NOT_FOUND'],
    ['GET', '/users/1', 'admin', undefined, 404, 'USER_NOT_FOUND'],
    ['GET', '/users/1', 'user', undefined, 403, 'PERMISSION_DENIED'],
    ['GET', '/homes?userId=1', 'user', undefined, 403, 'PERMISSION_DENIED'],
    ['GET', '/homes?projectId=1', 'admin', undefined, 403, 'PERMISSION_DENIED'],
    ['GET', '/devices/1', 'device', undefined, 404, 'NOT_FOUND'],
    ['PUT', '/devices/4000/command', 'device', { action: 'a' }, 403, 'PERMISSION_DENIED'],
    ['PUT', '/devices/4000/event', 'user', { eventType: 'e' }, 403, 'PERMISSION_DENIED'],
    ['PUT', '/devices/4000/command', 'user', { action: 'a' }, 403, 'DEVICE_OFFLINE'],
    ['POST', '/users', 'project', { projectId: 1001 }, 403, 'INSUFFICIENT_AUTH'],
    ['POST', '/homes', 'project', { name: 'x' }, 403, 'INSUFFICIENT_AUTH'],
    ['GET', '/users?projectId=1001', 'project', undefined, 403, 'INSUFFICIENT_AUTH'],
    [
      'POST',
      '/homes/3000/deviceProvisioning',
      'project',
      { deviceClass: 'weather_station' },
      403,
      'INSUFFICIENT_AUTH',
    ],
    ['POST', '/homes/3000/deviceProvisioning', 'user', { deviceClass: 'x' }, 400, 'MISSING_PARAMETERS'],
    ['POST', '/users', 'admin', { projectId: 1001, externalKey: 'sample-user' }, 409, 'USER_EXISTS'],
    ['POST', '/devices', undefined, { token: 'test-token' }, 403, 'INVALID_TOKEN'],
    ['PATCH', '/devices/4000', 'admin', { claimCode: 'fifteen letters' }, 400, 'MISSING_PARAMETERS'],
    ['PATCH', '/devices/4000', 'admin', { claimCode: 'x'.repeat(101) }, 400, 'MISSING_PARAMETERS'],
    ['PATCH', '/devices/4000', 'user', { claimCode: 'x'.repeat(16) }, 403, 'PERMISSION_DENIED'],
    ['PATCH', '/users/2000', 'user', { email: 'no address' }, 403, 'INVALID_EMAIL'],
    ['POST', '/homes/3000/smartModules/tsdb/collections', 'user', { id: 'a b' }, 400, 'MISSING_PARAMETERS'],
  ])('to %s %s by %s %j is %i %s', async (method, path, who, body, status, reason) => {
    const { adminKey, projectKey, user, device } = emulator.seeds.cloud;
    const keys: Record<string, string> = {
      admin: adminKey,
      project: projectKey,
      user: user.token,
      device: device.apiKey,
    };
    const reply = await send(emulator, method, path, who && (keys[who] ?? who), body);
    expect(reply.status).toBe(status);
    expect(reply.json).toEqual({ reason });
  });

  it('says of a known path that it takes another method', async () => {
    const { user } = emulator.seeds.cloud;
    const reply = await send(emulator, 'PUT', '/homes/3000', user.token, {});
    expect([reply.status, reply.json, reply.headers.get('allow')]).toEqual([
      405,
      { reason: 'UNKNOWN', data: { message: 'This takes GET, PATCH, DELETE.' } },
      'GET, PATCH, DELETE',
    ]);
    expect((await send(emulator, 'POST', '/homes/3000/kv/a', user.token, {})).status).toBe(405);
    expect((await send(emulator, 'POST', '/homes/3000/none', user.token, {})).status).toBe(404);
  });

  it('stands for a collection of which no value is asked', async () => {
    const { user } = emulator.seeds.cloud;
    const path = '/homes/3000/smartModules/tsdb/collections';
    await send(emulator, 'POST', path, user.token, { id: 'c' });
    const span = 'begin=2026-01-01T00:00:00Z&end=2026-01-02T00:00:00Z';
    for (const asked of [span, 'ts=2026-01-01T00:00:00Z&limit=5']) {
      for (const values of ['', '&selectValues=', '&selectValues=,']) {
        const reply = await send(emulator, 'GET', `${path}/c/data?${asked}${values}`, user.token);
        expect([reply.status, reply.json]).toEqual([400, { reason: 'MISSING_PARAMETERS' }]);
      }
      const dummy = await send(emulator, 'GET', `${path}/c/data?${asked}&selectValues=dummy`, user.token);
      expect([dummy.status, dummy.json]).toMatchObject([200, { collectionId: 'c', data: [] }]);
    }
  });
});
