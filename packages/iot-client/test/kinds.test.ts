import { describe, expect, it } from 'vitest';
import { AuthenticationError, CallerError, IotClient, modeCloudKey, PermissionError } from '../src/index.ts';
import { startJsonServer } from './json-server.ts';
import { RawServer } from './raw-server.ts';

type Kind = 'user' | 'device' | 'project';
const as = (kind: Kind) => modeCloudKey('test-key', { kind });
const day = { begin: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z' };

describe('a key of the wrong kind is refused before anything is sent', () => {
  it.each<[Kind, string, (cloud: IotClient) => PromiseLike<unknown>]>([
    ['user', 'a call', (cloud) => cloud.users.create({ projectId: 7 })],
    ['device', 'a list', (cloud) => cloud.homes.list({}).toArray()],
    ['project', 'a stream of events', (cloud) => cloud.events.stream().connected],
    ['user', 'a stream of commands', (cloud) => cloud.devices.streamCommands({ device: 4 }).connected],
    ['project', 'a call of the user’s own', (cloud) => cloud.sessions.get()],
    [
      'device',
      'a flow over several calls',
      (cloud) => cloud.timeSeries.points({ home: 3, module: 'tsdb', series: 's', ...day }).next(),
    ],
  ])('%s: %s', async (kind, _what, call) => {
    await using server = await startJsonServer(() => ({}));
    await using cloud = new IotClient({ credential: as(kind), baseUrl: server.url });
    const failure: unknown = await call(cloud).then(String, (error: unknown) => error);
    expect(failure).toBeInstanceOf(CallerError);
    expect(failure).toMatchObject({ kind });
    expect(server.received).toEqual([]);
  });
});

describe('what the platform says of a key', () => {
  it.each([
    ['user', 'user'],
    ['device', 'device'],
    ['project key', 'project'],
  ])('%s: is known from then on', async (type, kind) => {
    await using server = await startJsonServer(() => ({ type, userId: 9 }));
    for (const credential of [
      modeCloudKey('test-key'),
      { name: 'test', provide: () => modeCloudKey('test-key') },
    ]) {
      await using cloud = new IotClient({ credential, baseUrl: server.url });
      expect(await cloud.verify()).toMatchObject({ kind });
      const before = server.received.length;
      const call = kind === 'user' ? cloud.users.create({ projectId: 7 }) : cloud.sessions.get();
      await expect(call).rejects.toMatchObject({ name: 'CallerError', kind });
      expect(server.received).toHaveLength(before);
    }
  });

  it('does not change a kind that was given', async () => {
    await using server = await startJsonServer(() => ({ type: 'user' }));
    await using cloud = new IotClient({ credential: as('project'), baseUrl: server.url });
    expect(await cloud.whoAmI()).toMatchObject({ kind: 'user' });
    await expect(cloud.sessions.get()).rejects.toMatchObject({ kind: 'project' });
  });

  it.each(['user', 'device', 'project key'])(
    '%s: the key is renewed after a 401 like any other',
    async (type) => {
      await using server = await RawServer.start();
      server.answers.push([200, JSON.stringify({ type })], [401, '{}'], [200, '{"id":3}']);
      let asked = 0;
      const provide = () => modeCloudKey(`test-key-${(asked += 1)}`);
      await using cloud = new IotClient({ credential: { name: 'test', provide }, baseUrl: server.url });
      await cloud.whoAmI();
      await cloud.homes.get({ home: 3 });
      const sent = server.requests.map(({ headers }) =>
        headers.find((one) => one.startsWith('authorization:')),
      );
      expect(sent.map((one) => one?.slice(-1))).toEqual(['1', '1', '2']);
    },
  );

  it('nobody: is an error of verify() for a key of a provider too, which is not asked again', async () => {
    await using server = await startJsonServer(() => ({ type: 'nobody' }));
    let asked = 0;
    const provide = () => modeCloudKey(`test-key-${(asked += 1)}`);
    await using cloud = new IotClient({ credential: { name: 'test', provide }, baseUrl: server.url });
    await expect(cloud.verify()).rejects.toMatchObject({ name: 'AuthenticationError', code: 'nobody' });
    expect([asked, server.received.length]).toEqual([1, 1]);
  });

  it('nobody: is an error of verify(), and is learned by nobody', async () => {
    await using server = await startJsonServer(({ url }) =>
      url === '/auth' ? { type: 'nobody' } : { id: 1 },
    );
    await using cloud = new IotClient({ credential: modeCloudKey('test-key'), baseUrl: server.url });
    await expect(cloud.verify()).rejects.toBeInstanceOf(AuthenticationError);
    await cloud.users.create({ projectId: 7 });
    expect(server.received.map(({ url }) => url)).toEqual(['/auth', '/users']);
  });
});

describe('nothing is refused before sending', () => {
  it('of a key whose kind nobody knows: the refusal names those that are taken', async () => {
    await using server = await RawServer.start();
    server.answers.push([403, '{}']);
    await using cloud = new IotClient({ credential: modeCloudKey('test-key'), baseUrl: server.url });
    const call = cloud.sessions.get();
    await expect(call).rejects.toBeInstanceOf(PermissionError);
    await expect(call).rejects.toThrow(/It takes .*user's session token\./);
    expect(server.requests).toHaveLength(1);
  });

  it('where the facts are in doubt', async () => {
    await using server = await startJsonServer(() => ({ id: 3, projectId: 7 }));
    await using cloud = new IotClient({ credential: as('device'), baseUrl: server.url });
    expect(await cloud.homes.get({ home: 3 })).toMatchObject({ id: 3 });
  });
});

describe('who signs in has no credential yet', () => {
  it.each([
    ['a provider that fails', () => Promise.reject(new Error('locked'))],
    ['a provider that never answers', () => new Promise<never>(() => undefined)],
    ['a provider that has nothing', () => ({ lookedFor: 'it' })],
  ])('%s is not asked for one', async (_what, provide) => {
    let asked = 0;
    const credential = {
      name: 'test',
      provide: () => {
        asked += 1;
        return provide();
      },
    };
    await using server = await startJsonServer(() => ({ userId: 9, token: 'test-token' }));
    await using cloud = new IotClient({ credential, baseUrl: server.url });
    const input = { projectId: 7, appId: 'app', email: 'a@example.com', password: 'test-secret' };
    expect(await cloud.sessions.createWithPassword(input)).toMatchObject({ userId: 9 });
    expect(asked).toBe(0);
  });

  it.each(['without a base URL', 'with one'])('%s the key at hand stays at home', async (how) => {
    await using server = await startJsonServer(() => ({ id: 4, apiKey: 'test-key-2' }));
    await using cloud =
      how === 'with one'
        ? new IotClient({ credential: modeCloudKey('test-key'), baseUrl: server.url })
        : new IotClient({ credential: modeCloudKey('test-key', { origin: server.url }) });
    await cloud.devices.provision({ token: 'test-token' });
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});
