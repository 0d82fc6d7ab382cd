import { fetchTransport } from '@bimodal/auth-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CredentialError, IotClient, modeCloudKey } from '../src/index.ts';
import { RawServer } from './raw-server.ts';

const transport = fetchTransport();

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe.each(['document', 'importScripts'])('a page, known by `%s`', (name) => {
  beforeEach(() => {
    vi.stubGlobal(name, {});
  });

  it.each(['project', 'device'] as const)('takes no %s key', async (kind) => {
    const credential = modeCloudKey('test-key', { kind });
    expect(() => new IotClient({ credential, transport })).toThrow(CredentialError);
    expect(() => new IotClient({ credential, transport })).toThrow(
      new RegExp(`A ${kind} key .*whoever opens a page can read .*account-gateway`),
    );
    const user = new IotClient({ credential: modeCloudKey('test-key', { kind: 'user' }), transport });
    expect(() => user.withOptions({ credential })).toThrow(/account-gateway/);
    await user.close();
  });

  it('takes a key whose kind is not known only once it is said to be a user’s', async () => {
    expect(() => new IotClient({ credential: modeCloudKey('test-key'), transport })).toThrow(
      /kind: 'user'.*account-gateway/,
    );
    await new IotClient({ credential: modeCloudKey('test-key', { kind: 'user' }), transport }).close();
  });

  it.each(['project', 'device', undefined] as const)(
    'sends no key of a provider’s of kind %s',
    async (kind) => {
      await using server = await RawServer.start();
      const provide = () => modeCloudKey('test-key', { kind });
      const credential = { name: 'test', provide };
      await using client = new IotClient({ credential, baseUrl: server.url, transport });
      const error: unknown = await client.homes.list({}).then(undefined, (reason: unknown) => reason);
      expect(error).toBeInstanceOf(CredentialError);
      expect(String(error)).toContain('account-gateway');
      expect(String(error)).not.toContain('test-key');
      expect(server.requests).toEqual([]);
    },
  );

  it('reads no environment, and no base URL of one', async () => {
    vi.stubEnv('MODE_CLOUD_KEY', 'test-key');
    vi.stubEnv('MODE_CLOUD_BASE_URL', 'http://127.0.0.1:9');
    await using client = new IotClient({ transport });
    const error: unknown = await client.verify().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CredentialError);
    expect(String(error)).toMatch(/A page has no environment and no files: .*kind: 'user'/);
    expect(client.toJSON()).toEqual({ origin: undefined });
  });
});
