import { spawn } from 'node:child_process';
import type { Check } from './checks.ts';

export interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** What the command printed, both streams as they came. */
  readonly output: string;
}

/** Runs one check to its end and never throws: a command that cannot be started is a failed check. */
export function runCheck(check: Check, env: NodeJS.ProcessEnv = process.env): Promise<Outcome> {
  const started = performance.now();
  const [command, ...args] = check.command;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const settle = (passed: boolean, note = ''): void => {
      const output = Buffer.concat(chunks).toString() + note;
      resolve({ name: check.name, passed, seconds: (performance.now() - started) / 1000, output });
    };
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error) => settle(false, `${command} did not start: ${error.message}\n`));
    child.once('close', (code, signal) => {
      settle(code === 0, signal === null ? '' : `${command} was ended by ${signal}\n`);
    });
  });
}
