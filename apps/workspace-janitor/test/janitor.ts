import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Emulator } from '@bimodal/emulator';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the program as a person would, against the emulator, with its requests unlimited but for what is asked. */
export function startJanitor(emulator: Emulator, folder: string, ...args: readonly string[]): Started {
  const { keys, workspace } = emulator.seeds.analytics;
  const child = spawn(process.execPath, [main, '--rate', '100000', ...args], {
    cwd: folder,
    env: {
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      MODE_ANALYTICS_BASE_URL: emulator.url,
      MODE_ANALYTICS_WORKSPACE: workspace,
      MODE_ANALYTICS_TOKEN: keys.workspace.token,
      MODE_ANALYTICS_SECRET: keys.workspace.secret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
    ([stdout, stderr]) => ({ code: child.exitCode, signal: child.signalCode, stdout, stderr }),
  );
  return { child, ended };
}

export function janitor(emulator: Emulator, folder: string, ...args: readonly string[]): Promise<Ended> {
  return startJanitor(emulator, folder, ...args).ended;
}
