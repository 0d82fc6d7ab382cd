import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Device } from '../src/device/index.ts';
import { IotClient, modeCloudKey } from '../src/index.ts';
import { startJsonServer } from './json-server.ts';
import { RawServer } from './raw-server.ts';
import { SocketServer } from './socket-server.ts';

const hidden = /test-key|test-secret|dGVzdC1/;
const options = { credential: modeCloudKey('test-key'), headers: { 'x-api-key': 'test-secret' } };

/** Ways in which people print things. */
const ways: Readonly<Record<string, (value: object) => string>> = {
  'inspect, at any depth': (value) => inspect(value, { depth: 10, showHidden: true, getters: true }),
  'inspect, past what an object says of itself': (value) =>
    inspect(value, { depth: 10, showHidden: true, customInspect: false }),
  'inspect, of a copy': (value) => inspect({ ...value }, { depth: 10, showHidden: true }),
  'inspect, inside of something': (value) => inspect(new Map([['it', [value]]]), { depth: 10 }),
  'JSON.stringify': (value) => JSON.stringify({ it: value }) ?? '',
  'format("%j %O %o")': (value) => format('%j %O %o', value, value, value),
  String: (value) => String(value),
  'an error that carries it': (value) =>
    inspect(Object.assign(new Error('x', { cause: value }), { value }), { depth: 10 }),
};

describe.each(Object.keys(ways))('%s', (way) => {
  const print = (value: object): string => ways[way]?.(value) ?? '';

  it('shows no secret of a client, nor of what it makes, with requests under way', async () => {
    await using server = await startJsonServer(() => ({ userId: 9, token: 'test-key-2' }));
    await using cloud = new IotClient({ ...options, baseUrl: server.url });
    const session = await cloud.sessions.create({ projectId: 7, appId: 'app', userId: 9 });
    const call = cloud.users.get({ user: 9 });
    const list = cloud.homes.list({});
    for (const value of [cloud, call, list, cloud.sessions, cloud.withOptions({}), session.credential])
      expect(print(value)).not.toMatch(hidden);
    await call;
  });

  it('shows no secret of a stream or a device, open or not', async () => {
    await using server = await SocketServer.start();
    await using cloud = new IotClient({ ...options, baseUrl: server.url });
    const events = cloud.events.stream();
    await events.connected;
    const folder = await mkdtemp(join(tmpdir(), 'bimodal-printing-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const outbox = join(folder, 'outbox.sqlite');
    await using device = new Device({ ...options, device: 4, outbox, baseUrl: server.url });
    const commands = device.commands();
    for (const value of [events, device, commands]) expect(print(value)).not.toMatch(hidden);
    await commands.connected;
    for (const value of [device, commands]) expect(print(value)).not.toMatch(hidden);
  });

  it('shows no key that a platform quotes', async () => {
    await using server = await RawServer.start();
    await using cloud = new IotClient({ ...options, baseUrl: server.url, retries: 0 });
    for (const status of [200, 401, 500]) {
      server.answers.push([status, '{"reason":"test-key is no good, test-secret neither']);
      const failure: unknown = await cloud.homes.get({ home: 3 }).then(String, (error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(print(failure as Error)).not.toMatch(hidden);
    }
  });

  it('shows nothing of what a sensitive call sent or was answered, however it fails', async () => {
    await using server = await RawServer.start();
    await using cloud = new IotClient({ ...options, baseUrl: server.url, retries: 0 });
    const input = { projectId: 7, email: 'a@example.com', name: 'Ann', password: 'test-secret-2' };
    for (const [status, body] of [
      [400, '{"reason":"INVALID","password":"test-secret-2"}'],
      [500, 'test-secret-2 is what you sent'],
      [201, '{"password":"test-secret-2'],
    ] as const) {
      server.answers.push([status, body]);
      const failure: unknown = await cloud.users
        .createWithEmail(input)
        .then(String, (error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(print(failure as Error)).not.toMatch(hidden);
      expect(failure).toMatchObject({ excerpt: undefined });
    }
  });
});
