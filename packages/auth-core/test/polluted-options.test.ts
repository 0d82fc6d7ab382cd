import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { configFolder } from '../src/credentials/node/config-folder.ts';
import { analyticsEnvironment, cloudEnvironment } from '../src/credentials/environment.ts';
import { cloudProfile, saveProfile } from '../src/credentials/node/profile.ts';
import { Deadline } from '../src/exchange/deadline.ts';
import { rateLimit } from '../src/limits/rate-limit.ts';
import { engineFor, rejection } from './engine.ts';
import { json, serve } from './server.ts';

/** Does something while names are on `Object.prototype`; nothing else runs meanwhile. */
function polluted<T>(names: Readonly<Record<string, unknown>>, work: () => T): T {
  Object.assign(Object.prototype, names);
  try {
    return work();
  } finally {
    for (const name of Object.keys(names)) Reflect.deleteProperty(Object.prototype, name);
  }
}

it('A profile is not the one that a polluted prototype names', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'credentials.toml');
  await saveProfile('cloud', { key: 'test-key' }, { file });
  await saveProfile('cloud', { key: 'test-key-2' }, { file, profile: 'other' });
  // The name is read at once when the provider is asked, the file later.
  const found = polluted({ profile: 'other' }, () => cloudProfile({ file }).provide({ refused: undefined }));
  expect(await found).toMatchObject({ from: 'profile "default"' });
});

it('The environment is not what a polluted prototype says', async () => {
  const context = { refused: undefined };
  const names = {
    MODE_CLOUD_KEY: 'test-key',
    MODE_ANALYTICS_TOKEN: 'test-token',
    MODE_ANALYTICS_SECRET: 'test-secret',
    MODE_CLOUD_BASE_URL: 'https://elsewhere.test',
    XDG_CONFIG_HOME: '/elsewhere',
    APPDATA: '/elsewhere',
  };
  polluted(names, () => {
    expect(cloudEnvironment({}).provide(context)).toEqual({ lookedFor: 'MODE_CLOUD_KEY is not set' });
    expect(analyticsEnvironment({}).provide(context)).toMatchObject({ lookedFor: expect.any(String) });
    expect(cloudEnvironment({ MODE_CLOUD_KEY: 'test-key' }).provide(context)).toMatchObject({
      origin: 'https://api.tinkermode.com',
    });
    expect(configFolder({}, 'linux', () => '/home/a')).toBe('/home/a/.config/bimodal');
    expect(configFolder({}, 'win32', () => '/home/a')).toContain('/home/a');
  });
});

it('A profile is not the one that a polluted prototype names as the environment’s', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  vi.stubEnv('BIMODAL_PROFILE', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  const file = join(folder, 'credentials.toml');
  await saveProfile('cloud', { key: 'test-key' }, { file });
  await saveProfile('cloud', { key: 'test-key-2' }, { file, profile: 'other' });
  const ask = () => cloudProfile({ file }).provide({ refused: undefined });
  expect(await polluted({ BIMODAL_PROFILE: 'other' }, ask)).toMatchObject({ from: 'profile "default"' });
});

it('A request that no operation describes is not idempotent because a polluted prototype says so', async () => {
  const server = await serve((_request, response) => json(response, {}, 503));
  const engine = engineFor(server.url);
  const request = { method: 'POST', path: '/others', input: {} };
  // What describes operations is there from the first call on: the second reads its request at once.
  await rejection(engine.request(request));
  const call = polluted({ idempotent: true }, () => engine.request(request));
  expect(await rejection(call)).toMatchObject({ status: 503, attempts: 1, retryable: false });
  expect(server.received).toHaveLength(2);
});

it('A limit is not the one that a polluted prototype sets', async () => {
  const never = { requests: 1, seconds: 1000 };
  const names = { all: never, classes: { read: never }, classOf: () => 'read' };
  const limiter = polluted(names, () => rateLimit({ requests: 3, seconds: 1000 }));
  const deadline = new Deadline(10_000, undefined, () => ({}));
  onTestFinished(() => deadline.end());
  for (let turn = 0; turn < 3; turn += 1) {
    await limiter.turn({
      operation: 'things.get',
      method: 'GET',
      path: '/things/{thing}',
      credential: undefined,
      left: () => deadline.left,
      wait: (milliseconds) => deadline.wait(milliseconds),
      within: (promise) => deadline.within(promise),
    });
  }
  expect(deadline.left).toBeGreaterThan(0);
});
