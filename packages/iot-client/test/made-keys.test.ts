import { afterEach, describe, expect, it, vi } from 'vitest';
import { CallerError, IotClient, modeCloudKey, OriginError, type Credential } from '../src/index.ts';
import { startJsonServer, type Received } from './json-server.ts';

afterEach(() => vi.unstubAllEnvs());

const app = { projectId: 7, appId: 'app' };

/** Calls that make a key of somebody else's, with what is only for others than them. */
const makers: Readonly<
  Record<string, readonly [(cloud: IotClient) => PromiseLike<{ credential: Credential }>, 'user' | 'device']>
> = {
  'sessions.create': [(cloud) => cloud.sessions.create({ ...app, userId: 9 }), 'user'],
  'sessions.createWithCode': [
    (cloud) => cloud.sessions.createWithCode({ ...app, phoneNumber: '+15550100', code: '1' }),
    'user',
  ],
  'sessions.createWithPassword': [
    (cloud) => cloud.sessions.createWithPassword({ ...app, email: 'a@example.com', password: 'test-secret' }),
    'user',
  ],
  'devices.provision': [(cloud) => cloud.devices.provision({ token: 'test-token' }), 'device'],
};

/** The platform's answers: a new key to whoever makes one, and who has which. */
function answer({ headers, method }: Received): object {
  if (method === 'POST') return { id: 4, apiKey: 'test-key-2', userId: 9, token: 'test-key-2' };
  return { type: headers.authorization === 'ModeCloud test-key-2' ? 'user' : 'project key' };
}

describe.each(Object.keys(makers))('the key that %s makes', (name) => {
  const [make, kind] = makers[name] ?? [];

  it('goes to the place that the environment names, and to no other', async () => {
    await using server = await startJsonServer(answer);
    await using other = await startJsonServer(answer);
    vi.stubEnv('MODE_CLOUD_KEY', 'test-key');
    vi.stubEnv('MODE_CLOUD_BASE_URL', server.url);
    await using cloud = new IotClient();
    // It makes one request that needs a credential: where the environment leads is known from then on.
    await cloud.whoAmI();
    const made = await make?.(cloud);
    vi.unstubAllEnvs();
    await using own = new IotClient({ credential: made?.credential });
    await own.whoAmI();
    expect(server.received.at(-1)?.headers.authorization).toBe('ModeCloud test-key-2');
    await using elsewhere = new IotClient({ credential: made?.credential, baseUrl: other.url });
    await expect(elsewhere.whoAmI()).rejects.toBeInstanceOf(OriginError);
    expect(other.received).toEqual([]);
  });

  it('goes nowhere else by a stream or as a list', async () => {
    await using server = await startJsonServer(answer);
    await using other = await startJsonServer(answer);
    await using cloud = new IotClient({ credential: modeCloudKey('test-key'), baseUrl: server.url });
    const made = await make?.(cloud);
    const elsewhere = cloud.withOptions({ credential: made?.credential, baseUrl: other.url });
    const stream =
      kind === 'user' ? elsewhere.events.stream() : elsewhere.devices.streamCommands({ device: 4 });
    await expect(stream.connected).rejects.toBeInstanceOf(OriginError);
    await expect(elsewhere.homes.list({}).toArray()).rejects.toBeInstanceOf(OriginError);
    expect(other.received).toEqual([]);
  });

  it(`is known as one of a ${kind}`, async () => {
    await using server = await startJsonServer(answer);
    const credential = modeCloudKey('test-key', { kind: 'project' });
    await using cloud = new IotClient({ credential, baseUrl: server.url });
    const made = await make?.(cloud);
    const before = server.received.length;
    // Only a project's key makes users.
    const own = cloud.withOptions({ credential: made?.credential });
    const call = own.users.create({ projectId: 7 });
    await expect(call).rejects.toBeInstanceOf(CallerError);
    await expect(call).rejects.toMatchObject({ kind });
    expect(server.received).toHaveLength(before);
  });
});
