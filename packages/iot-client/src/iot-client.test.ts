import { inspect } from 'node:util';
import { basic, mismatchChannel } from '@bimodal/auth-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startJsonServer } from '../test/json-server.ts';
import { delivered, SocketServer } from '../test/socket-server.ts';
import {
  AuthenticationError,
  CallerError,
  ConnectionError,
  CredentialError,
  given,
  IotClient,
  modeCloudKey,
  OriginError,
} from './index.ts';

const credential = modeCloudKey('test-key');

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('whoAmI()', () => {
  it('teaches the client its kind: what does not take it fails before it is sent', async () => {
    await using server = await startJsonServer(() => ({ type: 'project key', projectId: 7 }));
    await using cloud = new IotClient({ credential, baseUrl: server.url });
    expect(await cloud.whoAmI()).toEqual({ type: 'project key', projectId: 7, kind: 'project' });
    await expect(cloud.sessions.get()).rejects.toBeInstanceOf(CallerError);
    expect(server.received).toHaveLength(1);
  });

  it('says nobody without a key; verify() asks for one, and sends nothing', async () => {
    await using server = await startJsonServer(() => ({ type: 'nobody' }));
    await using cloud = new IotClient({ credential: given(undefined), baseUrl: server.url });
    expect(await cloud.whoAmI()).toMatchObject({ type: 'nobody' });
    const error: unknown = await cloud.verify().catch((reason: unknown) => reason);
    expect(CredentialError.isInstance(error)).toBe(true);
    expect(String(error)).toContain('no credential was passed. Set MODE_CLOUD_KEY');
    expect(server.received).toHaveLength(1);
  });

  it('says nobody for a wrong key; verify() throws', async () => {
    await using server = await startJsonServer(() => ({ type: 'nobody' }));
    await using cloud = new IotClient({ credential, baseUrl: server.url });
    expect(await cloud.whoAmI()).toEqual({ type: 'nobody', kind: undefined });
    const failure = cloud.verify();
    await expect(failure).rejects.toBeInstanceOf(AuthenticationError);
    await expect(failure).rejects.toMatchObject({
      status: 200,
      code: 'nobody',
      operation: 'credentials.identify',
    });
  });

  it('takes a type that is not known yet for no kind', async () => {
    await using server = await startJsonServer(() => ({ type: 'robot' }));
    await using cloud = new IotClient({ credential, baseUrl: server.url });
    expect(await cloud.verify()).toMatchObject({ type: 'robot', kind: undefined });
  });
});

describe('a key that a call made', () => {
  it('of a session has its kind and expiry, and stays at its platform', async () => {
    const token = 'test-token';
    await using server = await startJsonServer(() => ({
      userId: 9,
      token,
      expirationTime: '2030-01-01T00:00:00Z',
    }));
    await using cloud = new IotClient({ credential, baseUrl: server.url });
    const call = cloud.sessions.create({ projectId: 7, appId: 'app', userId: 9 });
    const { status, data: session } = await call.withResponse();
    expect([status, session.token]).toEqual([200, token]);
    expect(session.credential).toMatchObject({
      kind: 'user',
      origin: server.url,
      expiresAt: new Date('2030-01-01'),
    });
    await using elsewhere = new IotClient({ credential: session.credential, baseUrl: 'http://127.0.0.1:9' });
    await expect(elsewhere.sessions.get()).rejects.toBeInstanceOf(OriginError);
    expect(inspect(session.credential, { depth: 10, showHidden: true })).not.toContain(token);
  });

  it('stays there too when the environment said where', async () => {
    await using server = await startJsonServer(({ url }) =>
      url === '/auth' ? { type: 'user' } : { userId: 9, token: 'test-token' },
    );
    vi.stubEnv('MODE_CLOUD_KEY', 'test-key');
    vi.stubEnv('MODE_CLOUD_BASE_URL', server.url);
    await using cloud = new IotClient();
    const session = await cloud.sessions.create({ projectId: 7, appId: 'app', userId: 9 });
    await cloud.withOptions({ credential: session.credential }).whoAmI();
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
      'ModeCloud test-key',
      'ModeCloud test-token',
    ]);
  });

  it('of a device is received without any credential', async () => {
    await using server = await startJsonServer(() => ({ id: 4, apiKey: 'test-secret' }));
    await using cloud = new IotClient({ credential, baseUrl: server.url });
    const device = await cloud.devices.provision({ token: 'test-token' });
    expect(device).toMatchObject({
      id: 4,
      apiKey: 'test-secret',
      credential: { kind: 'device', origin: server.url },
    });
    expect(server.received[0]?.headers).not.toHaveProperty('authorization');
    expect(server.received[0]?.body).toBe('{"token":"test-token"}');
  });
});

describe('a client', () => {
  it('sends what it has no method for', async () => {
    await using server = await startJsonServer(() => [{ userId: 9 }]);
    await using cloud = new IotClient({ credential, baseUrl: server.url });
    const input = { home: 3, role: 'owner' };
    expect(await cloud.request({ method: 'GET', path: '/homes/{home}/members', input })).toEqual([
      { userId: 9 },
    ]);
    expect(server.received[0]?.url).toBe('/homes/3/members?role=owner');
  });

  it('shows no secret, however it is looked at', async () => {
    const cloud = new IotClient({
      credential,
      baseUrl: 'http://127.0.0.1:9',
      headers: { 'x-test': 'test-secret' },
    });
    for (const text of [
      inspect(cloud, { depth: 10, showHidden: true }),
      JSON.stringify(cloud),
      inspect({ ...cloud }, { depth: 10, showHidden: true }),
    ]) {
      expect(text).not.toMatch(/test-(key|secret)/);
    }
    expect(inspect(cloud)).toContain('http://127.0.0.1:9');
    await cloud.close();
  });

  it('closes its streams, and those of clients made from it', async () => {
    await using server = await SocketServer.start();
    const cloud = new IotClient({ credential, baseUrl: server.url });
    const events = cloud.events.stream();
    const commands = cloud.withOptions({}).devices.streamCommands({ device: 4 });
    await Promise.all([events.connected, commands.connected]);
    await cloud.close();
    await Promise.all([events.ended, commands.ended]);
    expect(server.requests.map(({ url }) => url).toSorted((a = '', b = '') => a.localeCompare(b))).toEqual([
      '/devices/4/command',
      '/userSession/websocket',
    ]);
  });

  it('that is closed opens no more streams', async () => {
    await using server = await SocketServer.start();
    const cloud = new IotClient({ credential, baseUrl: server.url });
    await cloud.close();
    const late = cloud.events.stream();
    await expect(late.connected).rejects.toBeInstanceOf(ConnectionError);
    await late.ended;
    expect(server.requests).toEqual([]);
  });

  it('brings commands as they were sent', async () => {
    await using server = await SocketServer.start();
    await using cloud = new IotClient({ credential, baseUrl: server.url });
    const commands = cloud.devices.streamCommands({ device: 4 });
    const { socket } = await server.next();
    for (const text of ['{"action":"on"}', '{"action":""}', '{"action":"off","parameters":{"slow":true}}'])
      socket.send(text);
    await delivered(socket);
    await commands.close();
    const items: unknown[] = [];
    for await (const item of commands) items.push(item);
    expect(items).toMatchObject([
      { type: 'command', command: { action: 'on' } },
      { type: 'malformed', problem: 'It has no `action`.' },
      { type: 'command', command: { action: 'off', parameters: { slow: true } } },
    ]);
  });

  it('keeps a command stream connected: with the key of the moment, and a gap in between', async () => {
    await using server = await SocketServer.start();
    let count = 0;
    const provide = () =>
      modeCloudKey(`test-key-${(count += 1)}`, { kind: 'device', expiresAt: new Date(Date.now() + 1) });
    await using cloud = new IotClient({ credential: { name: 'test', provide }, baseUrl: server.url });
    await using commands = cloud.devices.streamCommands({ device: 4 }, { reconnectDelay: 5 });
    const first = await server.next();
    first.socket.send('{"action":"before"}');
    await delivered(first.socket);
    first.socket.terminate();
    const second = await server.next();
    second.socket.send('{"action":"after"}');
    const reader = commands[Symbol.asyncIterator]();
    expect([await reader.next(), await reader.next(), await reader.next()]).toMatchObject([
      { value: { type: 'command', command: { action: 'before' } } },
      { value: { type: 'gap', reason: 'disconnected', from: expect.any(Date), to: expect.any(Date) } },
      { value: { type: 'command', command: { action: 'after' } } },
    ]);
    expect([first, second].map(({ request }) => request.headers.authorization)).toEqual([
      'ModeCloud test-key-1',
      'ModeCloud test-key-2',
    ]);
  });

  it.each([
    ['strict', 'malformed', 0],
    ['warn', 'event', 1],
    ['off', 'event', 0],
  ] as const)(
    'with `validate: %j` takes an event that is not as described for %s',
    async (validate, type, told) => {
      await using server = await SocketServer.start();
      await using cloud = new IotClient({ credential, baseUrl: server.url, validate });
      const heard = vi.fn<(notice: unknown) => void>();
      mismatchChannel.subscribe(heard);
      try {
        const events = cloud.events.stream();
        const { socket } = await server.next();
        socket.send('{"homeId":"3","timestamp":"2026-01-01T00:00:00Z","eventType":"e","new":1}');
        const { value } = await events[Symbol.asyncIterator]().next();
        expect(value).toMatchObject(
          validate === 'strict'
            ? { type, problem: 'It is not what the contract says: homeId must be a number, and is a string.' }
            : { type, event: { homeId: '3', new: 1 } },
        );
        expect(heard).toHaveBeenCalledTimes(told);
      } finally {
        mismatchChannel.unsubscribe(heard);
      }
    },
  );
});

describe('a client of MODE Cloud', () => {
  it.each([
    ['a key in the place of options', 'test-key', 'Pass options as an object'],
    ['an option that there is not', { baseURL: 'http://127.0.0.1:1' }, '`baseURL` is no option of a client'],
    ['null for a credential', { credential: null }, 'Set MODE_CLOUD_KEY'],
  ])('refuses %s', (_what, options, message) => {
    const make = (): unknown => Reflect.construct(IotClient, [options]);
    expect(make).toThrow(expect.objectContaining({ name: 'InputError' }));
    expect(make).toThrow(message);
  });

  it('sends no credential of Mode Analytics to MODE Cloud', async () => {
    await using server = await startJsonServer(() => ({ type: 'nobody' }));
    const other = basic({ token: 'test-token', secret: 'test-secret' });
    await using cloud = new IotClient({ credential: other, baseUrl: server.url });
    await expect(cloud.whoAmI()).rejects.toThrow('is not one of MODE Cloud: its scheme is Basic');
    await expect(cloud.homes.list({ projectId: 1 })).rejects.toThrow('is not one of MODE Cloud');
    expect(server.received).toEqual([]);
  });
});
