import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cloudProfile, saveProfile } from '../src/credentials/profile.ts';
import { Deadline } from '../src/engine/deadline.ts';
import { rateLimit } from '../src/limits/rate-limit.ts';

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
