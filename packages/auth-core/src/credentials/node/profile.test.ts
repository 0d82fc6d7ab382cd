import { chmod, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CredentialError } from '../../errors/credential-error.ts';
import { authorization, Credential } from '../credential.ts';
import type { Profile } from '../profile-options.ts';
import { analyticsProfile, cloudProfile, saveProfile } from './profile.ts';
import type { CredentialProvider } from '../provider.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-profile-'));
  file = join(folder, 'credentials.toml');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function write(text: string, mode = 0o600): Promise<void> {
  await writeFile(file, text);
  await chmod(file, mode);
}

async function provided(provider: CredentialProvider): Promise<Credential> {
  const found = await provider.provide({ refused: undefined });
  if (found instanceof Credential) return found;
  throw new Error(`nothing: ${found.lookedFor}`);
}

async function failure(provider: CredentialProvider): Promise<string> {
  const error: unknown = await provided(provider).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return inspect(error, { depth: 10, showHidden: true });
}

describe('a profile file', () => {
  it('holds several profiles for both platforms', async () => {
    await write(`
      [analytics.default]
      token = "test-token"
      secret = "test-secret"
      kind = "workspace"
      [analytics.staging]
      token = "test-token-2"
      secret = "test-secret-2"
      origin = "https://mode.staging.test"
      [cloud.default]
      key = "test-key"
      kind = "project"
      expiresAt = 2027-01-31T00:00:00Z
    `);
    const first = await provided(analyticsProfile({ file }));
    expect(first).toMatchObject({
      kind: 'workspace',
      origin: 'https://app.mode.com',
      from: 'profile "default"',
    });
    expect(first[authorization]()).toBe('Basic dGVzdC10b2tlbjp0ZXN0LXNlY3JldA==');
    expect(await provided(analyticsProfile({ file, profile: 'staging' }))).toMatchObject({
      origin: 'https://mode.staging.test',
    });
    expect(await provided(cloudProfile({ file }))).toMatchObject({
      kind: 'project',
      origin: 'https://api.tinkermode.com',
      expiresAt: new Date('2027-01-31T00:00:00Z'),
    });
  });

  it('says what it looked for where there is none', async () => {
    expect(await analyticsProfile({ file }).provide({ refused: undefined })).toEqual({
      lookedFor: `no [analytics.default] in ${file}`,
    });
  });

  it('takes the profile that BIMODAL_PROFILE names, and fails where that is not there', async () => {
    await write('[cloud.work]\nkey = "test-key"');
    vi.stubEnv('BIMODAL_PROFILE', 'work');
    expect((await provided(cloudProfile({ file }))).from).toBe('profile "work"');
    vi.stubEnv('BIMODAL_PROFILE', 'wrok');
    expect(await failure(cloudProfile({ file }))).toContain('"wrok" was asked for');
  });

  it.skipIf(process.platform === 'win32')('is refused when others can read it', async () => {
    for (const mode of [0o640, 0o604, 0o644, 0o660]) {
      await write('[cloud.default]\nkey = "test-key"', mode);
      const text = await failure(cloudProfile({ file }));
      expect(text).toContain('chmod 600');
      expect(text).not.toContain('test-key');
    }
  });

  it('is judged behind a symbolic link', async () => {
    await write('[cloud.default]\nkey = "test-key"', 0o644);
    const link = join(folder, 'link.toml');
    await symlink(file, link);
    expect(await failure(cloudProfile({ file: link }))).toContain('chmod 600');
  });

  it.each([
    ['broken TOML', '[cloud.default]\nkey = "test-secret', 'not valid TOML'],
    ['no key', '[cloud.default]\nkind = "user"', 'has no "key"'],
    ['an unknown field', '[cloud.default]\nkey = "test-secret"\nscope = "x"', 'not known here'],
    [
      'a wrong kind',
      '[cloud.default]\nkey = "test-secret"\nkind = "workspace"',
      'none of user, device, project',
    ],
    ['a wrong origin', '[cloud.default]\nkey = "test-secret"\norigin = "elsewhere"', 'not an http'],
    [
      'an origin with a password',
      '[cloud.default]\nkey = "test-secret"\norigin = "https://a:b@c.test"',
      '"origin" of the profile "default" cannot be used',
    ],
    [
      'white space behind the key',
      '[cloud.default]\nkey = "test-secret "',
      '"key" of the profile "default" cannot be used',
    ],
    ['a wrong date', '[cloud.default]\nkey = "test-secret"\nexpiresAt = "soon"', 'no date'],
    ['a line break in the key', '[cloud.default]\nkey = "test-secret\\n"', 'control character'],
    ['no table', 'cloud.default = "test-secret"', 'not a table'],
    [
      'fields beside a command',
      '[cloud.default]\nkey = "test-secret"\ncommand = ["true"]',
      'other fields beside it',
    ],
  ])('fails for %s without showing the secret', async (_what, text, message) => {
    await write(text);
    const shown = await failure(cloudProfile({ file }));
    expect(shown).toContain(message);
    expect(shown).not.toContain('test-secret');
  });

  it.each([
    ['token = "test-secret:"\nsecret = "test-secret"', 'token'],
    ['token = "test-token"\nsecret = "test-secret "', 'secret'],
  ])('fails with the field that is wrong, and the profile: %s', async (text, field) => {
    await write(`[analytics.default]\n${text}`);
    const error: unknown = await provided(analyticsProfile({ file })).catch((reason: unknown) => reason);
    expect(CredentialError.isInstance(error) && error.message).toMatch(
      new RegExp(`^The "${field}" of the profile "default" cannot be used\\.`),
    );
    expect(inspect(error, { depth: 10 })).not.toContain('test-secret');
  });

  it('may name a command', async () => {
    await write(
      `[cloud.default]\ncommand = ["${process.execPath}", "-p", "JSON.stringify({ key: 'test-key' })"]`,
    );
    expect((await provided(cloudProfile({ file })))[authorization]()).toBe('ModeCloud test-key');
  });

  it('may name a command for Mode Analytics, and nothing beside it', async () => {
    const command = `command = ["${process.execPath}", "-p", "'x'.repeat(70000)"]`;
    await write(`[analytics.default]\n${command}`);
    expect(await failure(analyticsProfile({ file }))).toContain('printed more than 64 KiB');
    await write(`[analytics.default]\ncommand = ["${process.execPath}", "-p", "'test-secret'"]`);
    expect(await failure(analyticsProfile({ file }))).not.toContain('test-secret');
    await write(`[analytics.default]\ncommand = ["${process.execPath}/no", "test-secret"]`);
    expect(await failure(analyticsProfile({ file }))).toContain('could not be run');
    await write(`[analytics.default]\n${command}\ntoken = "test-token"`);
    expect(await failure(analyticsProfile({ file }))).toContain('other fields beside it');
  });

  it('never takes a profile that only a prototype has', async () => {
    await write('[cloud.default]\nkey = "test-key"');
    for (const profile of ['constructor', 'toString']) {
      expect(await failure(cloudProfile({ file, profile }))).toContain('was asked for');
    }
  });

  it('answers any text with a credential or a CredentialError', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `[cloud.default]\n${text}`),
        ),
        async (text) => {
          await write(text);
          const found = await provided(cloudProfile({ file })).then(
            () => 'answered',
            (error: unknown) => (error instanceof Error ? error.name : 'something else'),
          );
          // `Error` is the test's own word for a profile that is not there.
          expect(['answered', 'Error', 'CredentialError', 'InputError', 'OriginError']).toContain(found);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('saveProfile', () => {
  it('writes for the owner alone, keeps the others, and leaves nothing beside it', async () => {
    const deep = join(folder, 'a', 'b', 'credentials.toml');
    await saveProfile('cloud', { key: 'test-key', kind: 'user' }, { file: deep });
    await saveProfile(
      'analytics',
      { token: 'test-token', secret: 'test-secret' },
      { file: deep, profile: 'work' },
    );
    if (process.platform !== 'win32') expect((await stat(deep)).mode & 0o777).toBe(0o600);
    expect((await provided(cloudProfile({ file: deep }))).kind).toBe('user');
    expect((await provided(analyticsProfile({ file: deep, profile: 'work' }))).scheme).toBe('Basic');
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['credentials.toml']);
  });

  it('loses none of twenty profiles written at once', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
    await Promise.all(names.map((profile) => saveProfile('cloud', { key: 'test-key' }, { file, profile })));
    for (const profile of names) await provided(cloudProfile({ file, profile }));
  });

  it('writes nothing that could not be read back', async () => {
    await expect(saveProfile('cloud', { key: 'test-key\n' }, { file })).rejects.toThrow('control character');
    for (const command of [[], [''], ['x', 1], 'x']) {
      const profile: Profile = JSON.parse(JSON.stringify({ command }));
      await expect(saveProfile('cloud', profile, { file })).rejects.toThrow('not a list of strings');
    }
    const both = { command: ['x'], kind: 'user' };
    await expect(saveProfile('cloud', both, { file })).rejects.toThrow('other fields beside it');
    const large = saveProfile('cloud', { key: 'k'.repeat(1024 * 1024) }, { file });
    await expect(large).rejects.toThrow('larger than 1 MiB');
    await expect(readFile(file)).rejects.toThrow('ENOENT');
    await write('not = TOML = at all');
    await expect(saveProfile('cloud', { key: 'test-key' }, { file })).rejects.toThrow('not valid TOML');
    expect(await readFile(file, 'utf8')).toBe('not = TOML = at all');
    for (const text of ['cloud = "test"', '[[cloud]]\nkey = "test-key"']) {
      await write(text);
      await expect(saveProfile('cloud', { key: 'test-key' }, { file })).rejects.toThrow('not a table');
      expect(await readFile(file, 'utf8')).toBe(text);
    }
  });

  it('leaves a link a link, and writes one file by all its names, one at a time', async () => {
    const dotfiles = join(folder, 'dotfiles.toml');
    await writeFile(dotfiles, '', { mode: 0o600 });
    await symlink('dotfiles.toml', file);
    const names = Array.from({ length: 10 }, (_, index) => `p${index}`);
    await Promise.all(
      names.map((profile, at) =>
        saveProfile('cloud', { key: 'test-key' }, { file: at % 2 === 0 ? file : dotfiles, profile }),
      ),
    );
    expect(await readlink(file)).toBe('dotfiles.toml');
    for (const profile of names) await provided(cloudProfile({ file: dotfiles, profile }));
    expect(await readdir(folder)).toEqual(['credentials.toml', 'dotfiles.toml']);
  });
});
