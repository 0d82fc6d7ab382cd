import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveProfile } from '@bimodal/auth-core';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { CredentialError, IotClient, OriginError, type IotClientOptions } from '../src/index.ts';
import { startJsonServer } from './json-server.ts';

const info = (): object => ({ userId: 9 });
let home: string;
let file: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'bimodal-home-'));
  vi.stubEnv('HOME', home);
  vi.stubEnv('XDG_CONFIG_HOME', home);
  for (const name of ['MODE_CLOUD_KEY', 'MODE_CLOUD_BASE_URL', 'BIMODAL_PROFILE']) vi.stubEnv(name, '');
  file = join(home, 'bimodal', 'credentials.toml');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

/** Whether the client calls, or why it does not. */
async function outcome(options: IotClientOptions = {}): Promise<unknown> {
  await using cloud = new IotClient({ retries: 0, ...options });
  return await cloud.sessions.get().then(
    () => 'called',
    (error: unknown) => error,
  );
}

describe('a profile, to a client without options', () => {
  it('is where the key comes from, after the environment', async () => {
    await using server = await startJsonServer(info);
    await saveProfile('cloud', { key: 'test-key', origin: server.url });
    expect(await outcome()).toBe('called');
    vi.stubEnv('MODE_CLOUD_KEY', 'test-key-2');
    vi.stubEnv('MODE_CLOUD_BASE_URL', server.url);
    expect(await outcome()).toBe('called');
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
      'ModeCloud test-key',
      'ModeCloud test-key-2',
    ]);
  });

  it('is not led away by a base URL in the environment, nor by one in code', async () => {
    await using thief = await startJsonServer(info);
    await using server = await startJsonServer(info);
    await saveProfile('cloud', { key: 'test-key', origin: server.url });
    vi.stubEnv('MODE_CLOUD_BASE_URL', thief.url);
    expect(await outcome()).toBe('called');
    expect(await outcome({ baseUrl: thief.url })).toBeInstanceOf(OriginError);
    expect([server.received.length, thief.received]).toEqual([1, []]);
  });

  it('belongs to production where it does not say otherwise', async () => {
    await using server = await startJsonServer(info);
    await saveProfile('cloud', { key: 'test-key' });
    const failure = await outcome({ baseUrl: server.url });
    expect(failure).toBeInstanceOf(OriginError);
    expect(String(failure)).toContain('(profile "default") belongs to https://api.tinkermode.com');
    expect(server.received).toEqual([]);
  });

  it('is the one that BIMODAL_PROFILE names, and none where that is not there', async () => {
    await using server = await startJsonServer(info);
    await saveProfile('cloud', { key: 'test-key', origin: server.url });
    await saveProfile('cloud', { key: 'test-key-2', origin: server.url }, { profile: 'work' });
    vi.stubEnv('BIMODAL_PROFILE', 'work');
    expect(await outcome()).toBe('called');
    vi.stubEnv('BIMODAL_PROFILE', 'wrok');
    expect(await outcome()).toBeInstanceOf(CredentialError);
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual(['ModeCloud test-key-2']);
  });

  it.skipIf(process.platform === 'win32').each([0o640, 0o604, 0o620])(
    'is not used where its mode is %o',
    async (mode) => {
      await using server = await startJsonServer(info);
      await saveProfile('cloud', { key: 'test-key', origin: server.url });
      await chmod(file, mode);
      const failure = await outcome();
      expect(failure).toBeInstanceOf(CredentialError);
      expect(String(failure)).toContain('chmod 600');
      expect(server.received).toEqual([]);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'that is saved is for its owner alone, whatever the umask',
    async () => {
      const before = process.umask(0);
      onTestFinished(() => void process.umask(before));
      await saveProfile('cloud', { key: 'test-key' });
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    },
  );

  it.each([
    ['scope = "all"', 'not known here'],
    ['origin = "http://127.0.0.1:9/path"', 'an "origin" with a path'],
    ['origin = "http://test-secret@127.0.0.1:9"', 'user name or password'],
    ['command = ["true"]', 'other fields beside it'],
    ['kind = "member"', 'none of user, device, project'],
  ])('that says %s is an error', async (line, message) => {
    await mkdir(join(home, 'bimodal'));
    await writeFile(file, `[cloud.default]\nkey = "test-key"\n${line}`, { mode: 0o600 });
    const failure = await outcome();
    expect(String(failure)).toContain(message);
    expect(String(failure)).not.toMatch(/test-key|test-secret/);
  });

  it('that is broken is an error that shows nothing of it', async () => {
    await mkdir(join(home, 'bimodal'));
    await writeFile(file, '[cloud.default]\nkey = "test-key', { mode: 0o600 });
    const failure = await outcome();
    expect(failure).toBeInstanceOf(CredentialError);
    expect(String(failure)).toContain('is not valid TOML');
    expect(String(failure)).not.toContain('test-key');
  });

  it('in the folder that the program runs in is nobody’s', async () => {
    await mkdir(join(home, 'project', 'bimodal'), { recursive: true });
    await using server = await startJsonServer(info);
    await saveProfile(
      'cloud',
      { key: 'test-key', origin: server.url },
      { file: join(home, 'project', 'bimodal', 'credentials.toml') },
    );
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    process.chdir(join(home, 'project'));
    for (const relative of ['', '.', './', 'bimodal/..']) {
      vi.stubEnv('XDG_CONFIG_HOME', relative);
      expect(await outcome()).toBeInstanceOf(CredentialError);
    }
    expect(server.received).toEqual([]);
  });
});
