import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

/** The command as a process of its own. */
export interface RunningCommand {
  readonly process: ChildProcessWithoutNullStreams;
  readonly url: string;
  /** What it has written to standard output until it was ready. */
  readonly greeting: string;
  /** What it has written to standard error so far. */
  readonly complaint: () => string;
  /** `[code, signal]` once it has ended. */
  readonly ended: Promise<readonly [number | null, string | null]>;
}

export function runCommand(...flags: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [cli, ...flags]);
}

/** Starts the command on a free port, and waits until it says that it is ready. */
export async function startCommand(...flags: string[]): Promise<RunningCommand> {
  const child = runCommand('--port', '0', ...flags);
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  let greeting = '';
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    greeting += String(chunk);
    if (greeting.includes('Ctrl-C')) break;
  }
  child.stdout.resume();
  const url = /BASE_URL=(\S+)/.exec(greeting)?.[1];
  if (url === undefined) throw new Error(`The command did not start: ${complaint}`);
  return { process: child, url, greeting, complaint: () => complaint, ended };
}

/** What the command says and how it ends, when it ends by itself. */
export async function outcome(...flags: string[]) {
  const child = runCommand(...flags);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}
