import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSecrets } from './secrets.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const one = (folder: string | undefined, seed: string | undefined): string => {
  const secrets = openSecrets(folder, seed);
  if (folder !== undefined) secrets.keepIn(folder);
  return secrets.hex('one', 12);
};

test('are other ones for every emulator in memory', () => {
  expect(one(undefined, undefined)).toMatch(/^[0-9a-f]{24}$/);
  expect(one(undefined, undefined)).not.toBe(one(undefined, undefined));
});

test('are fixed by a seed, and differ by label', () => {
  expect(one(undefined, 'a')).toBe(one(undefined, 'a'));
  expect(one(undefined, 'a')).not.toBe(one(undefined, 'b'));
  expect(openSecrets(undefined, 'a').hex('two', 12)).not.toBe(one(undefined, 'a'));
});

test('stay the same in a folder, whose seed only its owner reads', () => {
  const first = one(folder, undefined);
  expect(one(folder, undefined)).toBe(first);
  expect(statSync(join(folder, 'seed')).mode & 0o077).toBe(0);
});

test('follow another seed, and keep it', () => {
  one(folder, undefined);
  const fixed = one(folder, 'a');
  expect(fixed).toBe(one(undefined, 'a'));
  expect(one(folder, undefined)).toBe(fixed);
});

test('are written when they are to be kept, and not before', () => {
  openSecrets(folder, 'a');
  expect(readdirSync(folder)).toEqual([]);
  openSecrets(folder, 'a').keepIn(folder);
  expect(readdirSync(folder)).toEqual(['seed']);
});

test('are not made from a broken seed', () => {
  writeFileSync(join(folder, 'seed'), 'not hex');
  expect(() => openSecrets(folder, undefined)).toThrow(/is not a seed/);
});
