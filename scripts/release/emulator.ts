import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { environment } from './run.ts';

/** The emulator that a consumer has installed, started by its command. */
export interface InstalledEmulator extends AsyncDisposable {
  /** What its greeting says to paste into a shell, and a device and a user besides. */
  readonly env: Readonly<Record<string, string>>;
}

export async function startInstalled(consumer: string, nodeFolder: string): Promise<InstalledEmulator> {
  const bin = join(consumer, 'node_modules/.bin/bimodal-emulator');
  const child = spawn(bin, ['--port', '0', '--strict'], {
    cwd: consumer,
    env: environment({ first: nodeFolder }),
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

export function environmentIn(greeting: string): Readonly<Record<string, string>> {
  const exported: [string, string][] = [...greeting.matchAll(/export (\w+)=(\S+)/g)].map(
    ([, name = '', value = '']) => [name, value],
  );
  const [, device = '', deviceKey = ''] = /^ +device (\d+) +(\S+)$/m.exec(greeting) ?? [];
  const [, , userKey = ''] = /^ +user (\d+) +(\S+)$/m.exec(greeting) ?? [];
  return { ...Object.fromEntries(exported), DEVICE: device, DEVICE_KEY: deviceKey, USER_KEY: userKey };
}
