import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SqlError } from '../sql-error.ts';
import { environment } from './environment.ts';
import type { Order, Report } from './task.ts';

/** Beside this file, or, in the package that is published, beside the file that this one is a part of. */
const program = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './sql-child.js', import.meta.url),
);
/** Megabytes of JavaScript's own heap, which holds templates, and rows on their way. */
const HEAP = 512;

/** How a child ended: in words that follow "The query". */
export type Death = string;

/** A process of ours that may crash, hang and swell without harm to this one. It ends with this one, however that ends. */
export class Child {
  readonly #process: ChildProcess;
  readonly #died: Promise<Death>;
  #listener: ((report: Report) => void) | undefined;
  #isAlive = true;
  #why: Death | undefined;

  constructor() {
    if (!existsSync(program))
      throw new SqlError('ResourceFailure', `${program} is missing: install @bimodal/emulator anew.`);
    this.#process = fork(program, [], {
      cwd: dirname(program),
      env: environment(),
      execPath: process.execPath,
      execArgv: ['--no-warnings', `--max-old-space-size=${HEAP}`],
      // Its standard input says when this process is gone; see the watchdog.
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
      serialization: 'json',
      detached: false,
      signal: undefined,
      uid: undefined,
      gid: undefined,
      timeout: undefined,
      windowsHide: true,
    });
    // What is written to a child that has just died is lost, and its end is told below.
    this.#process.stdin?.on('error', () => {});
    this.#died = new Promise((resolve) => {
      this.#process.once('exit', (code, signal) => this.#end(resolve, ended(code, signal)));
      this.#process.once('error', (error) => this.#end(resolve, `could not be run: ${error.message}`));
    });
    this.#process.on('message', (report: Report) => this.#listener?.(report));
    this.rest();
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Resolves when the child has ended, with the reason. */
  get died(): Promise<Death> {
    return this.#died;
  }

  /** Keeps this process alive until `rest()`, and tells the listener what the child says. */
  wake(listener: (report: Report) => void): void {
    this.#listener = listener;
    this.#process.ref();
    this.#process.channel?.ref();
  }

  /** Nobody waits for it. */
  rest(): void {
    this.#listener = undefined;
    this.#process.unref();
    this.#process.channel?.unref();
    const { stdin } = this.#process;
    if (stdin instanceof Socket) stdin.unref();
  }

  send(order: Order): void {
    if (this.#process.connected) this.#process.send(order, () => {});
  }

  /** Ends it at once. */
  kill(why?: Death): void {
    this.#why ??= why;
    this.#isAlive = false;
    this.#process.kill('SIGKILL');
  }

  #end(resolve: (death: Death) => void, death: Death): void {
    this.#isAlive = false;
    resolve(this.#why ?? death);
  }
}

/** Nobody but its watchdog kills a child without saying why first, or the system where memory is short. */
function ended(code: number | null, signal: NodeJS.Signals | null): Death {
  if (signal === 'SIGKILL') return 'needs more memory than it may have';
  return `ended the process that it ran in (${signal ?? `exit code ${code}`}); a new one replaces it`;
}
