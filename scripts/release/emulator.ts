import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { environment, type Surroundings } from './run.ts';

/** The emulator, running as a command of its own. */
export interface RunningEmulator extends AsyncDisposable {
  /** What its greeting says to paste into a shell, and a device and a user besides. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the emulator's command on a free port, and waits until it says that it is ready. */
export async function startCommand(
  command: string,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<RunningEmulator> {
  const child = spawn(command, [...args, '--port', '0', '--strict'], {
    cwd: surroundings.cwd,
    env: environment(surroundings),
    shell: process.platform === 'win32',
  });
  const closed = once(child, 'close');
  let greeting = '';
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    greeting += String(chunk);
    if (greeting.includes('Ctrl-C')) break;
  }
  if (!greeting.includes('Ctrl-C')) {
    await closed;
    throw new Error(`bimodal-emulator did not start:\n${greeting}${complaint}`);
  }
  child.stdout.resume();
  return {
    env: environmentIn(greeting),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

function environmentIn(greeting: string): Readonly<Record<string, string>> {
  const exported: [string, string][] = [...greeting.matchAll(/export (\w+)=(\S+)/g)].map(
    ([, name = '', value = '']) => [name, value],
  );
  const [, device = '', deviceKey = ''] = /^ +device (\d+) +(\S+)$/m.exec(greeting) ?? [];
  const [, , userKey = ''] = /^ +user (\d+) +(\S+)$/m.exec(greeting) ?? [];
  return { ...Object.fromEntries(exported), DEVICE: device, DEVICE_KEY: deviceKey, USER_KEY: userKey };
}
