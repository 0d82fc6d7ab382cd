import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { root } from './workspaces.ts';

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly needs?: string;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

// The emulator has a parser; nothing else of the root needs one.
const { parse } = createRequire(`${root}/packages/emulator/package.json`)('yaml') as {
  readonly parse: (text: string) => Workflow;
};
const folder = `${root}/.github/workflows`;
const text = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');
const files = globSync('*.yml', { cwd: folder }).toSorted();
const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

test('there is one for each change, and one for releases', () => {
  expect(files).toEqual(['ci.yml', 'release.yml']);
});

describe.each(files)('%s', (file) => {
  const { jobs } = parse(text(file));
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test('pins every action to a commit', () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^[\w/-]+@[0-9a-f]{40}$/);
  });

  test('needs no secret', () => {
    expect(text(file)).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN/);
  });

  test('runs scripts that there are', () => {
    for (const [, name] of text(file).matchAll(/pnpm@12 (?!install)(\S+)/g))
      expect(scripts).toHaveProperty([name ?? '']);
  });
});

test('nothing that a pull request runs may change anything', () => {
  const { permissions, jobs } = parse(text('ci.yml'));
  expect(permissions).toEqual({ contents: 'read' });
  for (const job of Object.values(jobs)) expect(job.permissions).toBeUndefined();
});

test('only the job that publishes may sign, and it comes last', () => {
  const { permissions, jobs } = parse(text('release.yml'));
  expect(permissions).toEqual({});
  const { check, version, publish } = jobs;
  expect(check?.permissions).toEqual({ contents: 'read' });
  expect(version).toMatchObject({
    needs: 'check',
    permissions: { contents: 'write', 'pull-requests': 'write' },
  });
  expect(version?.permissions).not.toHaveProperty('id-token');
  expect(publish).toMatchObject({
    needs: 'version',
    environment: 'npm',
    permissions: { contents: 'write', 'id-token': 'write' },
  });
});
