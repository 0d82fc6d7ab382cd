/**
 * Runs a user's first calls in the project that has installed the tarballs, on the oldest Node that package.json allows and
 * on the repository's own: the bundles must work, and the client's copy of the contract must agree with the emulator's.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { consumer } from './tarballs.ts';
import { root, type Manifest } from './workspaces.ts';

const { engines } = JSON.parse(readFileSync(`${root}/packages/auth-core/package.json`, 'utf8')) as Manifest;
const oldest = engines?.['node']?.replace('>=', '') ?? '';
cpSync(`${root}/scripts/consumer`, consumer, { recursive: true });

function run(command: string, ...args: readonly string[]): void {
  const { status, error } = spawnSync(command, [...args, 'first-calls.ts'], {
    cwd: consumer,
    stdio: 'inherit',
  });
  if (error) throw error;
  if (status !== 0) process.exitCode = 1;
}

run('node');
run('npx', '--yes', `node@${oldest}`);
