import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { consumer } from '../tarballs.ts';
import { startControl } from './control.ts';

/** What the probes call: an emulator of its own, as it was packed, on Node, in its own process. */
export interface Stage extends AsyncDisposable {
  /** What the probes are told of it. */
  readonly told: Readonly<Record<string, unknown>>;
}

const program = `
import { startEmulator } from '@bimodal/emulator';
const { url, mqttUrl, adminToken, seeds } = await startEmulator({ reportCsv: 'zip' });
console.log(JSON.stringify({ url, mqttUrl, adminToken, ...seeds }));
`;

/** Starts the emulator of the project that `pnpm check pack` makes. */
export async function startStage(): Promise<Stage> {
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], {
    cwd: consumer,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const stop = async (): Promise<void> => {
    child.kill();
    await closed;
  };
  const greeting = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    closed.then(() => {
      throw new Error('The emulator did not start.');
    }),
  ]);
  child.stdout.resume();
  const { adminToken, ...told } = JSON.parse(String(greeting[0])) as Greeting;
  const control = await startControl(told.url, adminToken);
  return {
    told: { ...told, control: control.url },
    async [Symbol.asyncDispose]() {
      await control.close();
      await stop();
    },
  };
}

interface Greeting {
  readonly url: string;
  readonly adminToken: string;
}
