import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A folder that is looked into first, for `node` above all. */
  readonly first?: string;
}

/** This process's environment without what pnpm tells its scripts, which npm would take for its own settings. */
export function environment({ env, first }: Surroundings): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm|pnpm)_/i.test(name));
  const path = first === undefined ? process.env['PATH'] : `${first}${delimiter}${process.env['PATH']}`;
  return { ...Object.fromEntries(own), PATH: path, ...env };
}

/**
 * Runs a command to its end.
 *
 * @returns what it wrote to standard output.
 * @throws Error with all that it wrote, where it fails.
 */
export function run(
  command: string,
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: surroundings.cwd,
      env: environment(surroundings),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let [stdout, all] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      all += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => (all += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(stdout);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${all}`));
    });
  });
}
