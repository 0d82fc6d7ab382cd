import { sampleInputs } from '@bimodal/contract/testing';
import { expect, it, onTestFinished } from 'vitest';
import { operations } from '../src/contract/index.ts';
import { CallerError, InputError, IotClient, modeCloudKey, OriginError } from '../src/index.ts';
import { caller } from './open-stream.ts';
import { RawServer } from './raw-server.ts';
import { SocketServer } from './socket-server.ts';

function client(
  kind: 'user' | 'device' | 'project' | undefined,
  options: ConstructorParameters<typeof IotClient>[0] = {},
): IotClient {
  const made = new IotClient({
    credential: modeCloudKey('test-key', kind === undefined ? {} : { kind }),
    baseUrl: 'https://example.com',
    ...options,
  });
  onTestFinished(() => made.close());
  return made;
}

const deaf = { message: () => {}, pong: () => {}, closed: () => {} };

it('gives the addresses of both websockets with the key in them to who asks by name', async () => {
  for (const kind of ['user', undefined] as const) {
    expect(await client(kind).events.streamUrlWithAuthToken()).toBe(
      'wss://example.com/userSession/websocket?authToken=test-key',
    );
  }
  for (const kind of ['device', undefined] as const) {
    expect(await client(kind).devices.streamCommandsUrlWithAuthToken({ device: 4000 })).toBe(
      'wss://example.com/devices/4000/command?authToken=test-key',
    );
  }
  const production = client('user', { baseUrl: undefined });
  expect(await production.events.streamUrlWithAuthToken()).toMatch(/^wss:\/\/api\.tinkermode\.com\//);
});

it('refuses a key that is known to be of another kind', async () => {
  for (const kind of ['device', 'project'] as const) {
    await expect(client(kind).events.streamUrlWithAuthToken()).rejects.toBeInstanceOf(CallerError);
  }
  for (const kind of ['user', 'project'] as const) {
    const asked = client(kind).devices.streamCommandsUrlWithAuthToken({ device: 4000 });
    await expect(asked).rejects.toMatchObject({ name: 'CallerError', kind, takes: ['device'] });
  }
});

it('goes by the rules of any call: origins, plain http, input', async () => {
  const insecure = { baseUrl: 'http://example.com' };
  expect(() => client('user', insecure)).toThrow(OriginError);
  const allowed = client('user', { ...insecure, allowInsecureHttp: true });
  expect(await allowed.events.streamUrlWithAuthToken()).toMatch(/^ws:\/\/example\.com\//);
  const bound = modeCloudKey('test-key', { kind: 'user', origin: 'https://api.tinkermode.com' });
  const elsewhere = client('user', { credential: bound });
  await expect(elsewhere.events.streamUrlWithAuthToken()).rejects.toBeInstanceOf(OriginError);
  const wrong = { device: Number.NaN };
  await expect(client('device').devices.streamCommandsUrlWithAuthToken(wrong)).rejects.toBeInstanceOf(
    InputError,
  );
});

it('no stream, of bytes or messages, has the key in its address by itself', async () => {
  await using plain = await RawServer.start();
  await using sockets = await SocketServer.start();
  for (const operation of operations.filter(({ stream }) => stream !== undefined)) {
    const [input] = sampleInputs(operation, 1);
    if (operation.stream === 'bytes') {
      const bytes = await caller(plain.url, modeCloudKey('test-key')).bytes(operation.id, input);
      for await (const _ of bytes);
    } else {
      const socket = caller(sockets.url, modeCloudKey('test-key')).socket(operation.id, input, deaf);
      (await socket).destroy();
    }
  }
  const lines = [...plain.requests.map(({ line }) => line), ...sockets.requests.map(({ url = '' }) => url)];
  expect(lines).toHaveLength(operations.filter(({ stream }) => stream !== undefined).length);
  expect(lines.join('\n')).not.toMatch(/test-key|authToken/);
});
