import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { analyticsDefault, cloudDefault } from './default-chain.ts';
import { saveProfile } from './node/profile.ts';

const context = { refused: undefined };
const platforms = {
  analytics: {
    provider: analyticsDefault,
    environment: { MODE_ANALYTICS_TOKEN: 'test-token', MODE_ANALYTICS_SECRET: 'test-secret' },
    profile: { token: 'test-token', secret: 'test-secret' },
    base: 'MODE_ANALYTICS_BASE_URL',
    production: 'https://app.mode.com',
  },
  cloud: {
    provider: cloudDefault,
    environment: { MODE_CLOUD_KEY: 'test-key' },
    profile: { key: 'test-key' },
    base: 'MODE_CLOUD_BASE_URL',
    production: 'https://api.tinkermode.com',
  },
} as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-default-'));
  vi.stubEnv('XDG_CONFIG_HOME', folder);
  for (const { environment, base } of Object.values(platforms))
    for (const name of [...Object.keys(environment), base, 'BIMODAL_PROFILE']) vi.stubEnv(name, '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe.each(['analytics', 'cloud'] as const)('the default chain of %s', (name) => {
  const { provider, environment, profile, base, production } = platforms[name];

  it('takes the environment where both are there', async () => {
    await saveProfile(name, profile);
    for (const [variable, value] of Object.entries(environment)) vi.stubEnv(variable, value);
    expect(await provider().provide(context)).toMatchObject({ from: 'environment', origin: production });
  });

  it('takes the profile where nothing is in the environment, and binds it to production', async () => {
    await saveProfile(name, profile);
    vi.stubEnv(base, 'https://elsewhere.test');
    expect(await provider().provide(context)).toMatchObject({
      from: 'profile "default"',
      origin: production,
    });
  });

  it('says what it looked for, in this order, where there is none', async () => {
    const variable = Object.keys(environment)[0];
    expect(await provider().provide(context)).toMatchObject({
      lookedFor: expect.stringMatching(
        new RegExp(`^environment: ${variable} .*; profile: no \\[${name}\\.default\\]`),
      ),
    });
  });

  it('stops at a profile that is broken, and at one that was asked for and is not there', async () => {
    await saveProfile(name, profile, { profile: 'work' });
    vi.stubEnv('BIMODAL_PROFILE', 'wrok');
    await expect(provider().provide(context)).rejects.toThrow('The profile "wrok" was asked for');
  });
});
