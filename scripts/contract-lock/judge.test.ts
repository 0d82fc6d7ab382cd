import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { published } from '../workspaces.ts';
import { judge } from './judge.ts';
import { neededOf } from './levels.ts';
import { lockPackage } from './lock-package.ts';
import { nothing, type Lock } from './lock.ts';
import { pending, releasesOf } from './pending.ts';

const name = '@bimodal/iot-client';
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-changesets-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The real client, and the same without one of its operations. */
async function broken(): Promise<{ released: Lock; current: Lock }> {
  const workspace = published().find(({ manifest }) => manifest.name === name);
  if (!workspace) throw new Error(`${name} is gone.`);
  const released = await lockPackage(workspace);
  const { 'homes.get': _, ...operations } = released.operations;
  return { released, current: { ...released, operations } };
}

async function changeset(file: string, level: string): Promise<void> {
  await writeFile(join(folder, file), `---\n'${name}': ${level}\n---\n\nSmaller.\n`);
}

test('an operation that is gone fails with a changeset that says patch, or none, and passes with major', async () => {
  const candidate = { name, version: '1.2.0', ...(await broken()) };
  const verdict = () => judge({ ...candidate, said: pending(folder).get(name) });
  expect(verdict()).toMatch(
    /needs a changeset that says major; .* says nothing\.\n {2}major {2}homes\.get: removed/,
  );
  await changeset('one.md', 'patch');
  expect(verdict()).toMatch(/needs a changeset that says major; .* says patch\./);
  await changeset('two.md', 'minor');
  expect(verdict()).toMatch(/says minor\./);
  await changeset('three.md', 'major');
  expect(verdict()).toBeUndefined();
});

test('before 1.0 a minor version may break, and a patch may not', async () => {
  const candidate = { name, version: '0.3.1', ...(await broken()) };
  expect(judge({ ...candidate, said: 'patch' })).toMatch(/needs a changeset that says minor/);
  expect(judge({ ...candidate, said: 'minor' })).toBeUndefined();
  expect([neededOf('patch', '0.3.1'), neededOf('major', '10.0.0')]).toEqual(['patch', 'major']);
});

test('nothing needs to be said where nothing changed', async () => {
  const { released } = await broken();
  const candidate = { name, version: '1.0.0', released, said: undefined };
  expect(judge({ ...candidate, current: released })).toBeUndefined();
  expect(judge({ ...candidate, released: nothing, current: nothing })).toBeUndefined();
});

test('a changeset is read as the tool writes it', () => {
  const text = `---\n"@bimodal/auth-core": minor\n'demo': patch\n---\n\n'@bimodal/emulator': major\n`;
  expect(releasesOf(text)).toEqual([
    ['@bimodal/auth-core', 'minor'],
    ['demo', 'patch'],
  ]);
  expect(releasesOf('No front matter.')).toEqual([]);
});
