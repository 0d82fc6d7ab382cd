import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ClientName } from '../clients/client.ts';
import type { Probe, Verdict } from '../probe.ts';

const child = fileURLToPath(new URL('./child.ts', import.meta.url));
const usualLimit = 30_000;

/**
 * Puts probes to a client in one process, apart from this one: a hang, a crash or a stray rejection is the result of the
 * probe that was under way, and the rest is then put to a new process.
 */
export async function runProbes(
  client: ClientName,
  probes: readonly Probe[],
  remedy = false,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  while (verdicts.length < probes.length) {
    verdicts.push(...(await oneProcess(client, probes.slice(verdicts.length), remedy)));
  }
  return verdicts;
}

/** Verdicts as far as one process gets, at least one. */
function oneProcess(
  client: ClientName,
  probes: readonly Probe[],
  remedy: boolean,
): Promise<readonly Verdict[]> {
  const ids = probes.map((probe) => probe.id).join(',');
  const running = fork(child, [client, ids, ...(remedy ? ['remedy'] : [])], {
    execArgv: ['--expose-gc', '--no-warnings'],
    env: bareEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new Promise((resolve) => {
    const verdicts: Verdict[] = [];
    let complaint = '';
    let late = '';
    running.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2000);
    });
    const watch = (): NodeJS.Timeout => {
      const limit = probes[verdicts.length]?.limit ?? usualLimit;
      return setTimeout(() => {
        late = `had not ended after ${limit / 1000} s`;
        running.kill('SIGKILL');
      }, limit);
    };
    let timer = watch();
    running.on('message', (message) => {
      clearTimeout(timer);
      verdicts.push(message as Verdict);
      timer = watch();
    });
    running.on('close', (code, signal) => {
      clearTimeout(timer);
      if (verdicts.length < probes.length) {
        const reason = late === '' ? `ended with ${signal ?? code}. ${lastError(complaint)}` : late;
        verdicts.push({ result: 'fail', reason });
      }
      resolve(verdicts);
    });
  });
}

/** Only what a program needs to run: no proxy, key, profile or base URL of the person who runs this reaches a client. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, SystemRoot } = process.env;
  return { PATH, TMPDIR, SystemRoot, HOME: tmpdir() };
}

function lastError(complaint: string): string {
  return (
    complaint
      .split('\n')
      .findLast((line) => /error/i.test(line))
      ?.trim() ?? ''
  );
}
