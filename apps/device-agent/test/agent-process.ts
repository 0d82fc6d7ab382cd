import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** A line of the agent's. */
export type Fact = Readonly<Record<string, unknown>>;

/** The agent in a process of its own, as its users run it, heard by its JSON lines. */
export class AgentProcess implements AsyncDisposable {
  readonly facts: Fact[] = [];
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #complaint: Promise<string>;
  readonly #listeners = new Set<() => void>();

  /** @param env beside PATH: nothing of whoever runs the tests is passed on. */
  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const main = join(import.meta.dirname, '../src/main.ts');
    const options = ['--disable-warning=ExperimentalWarning', main, ...args, '--json'];
    this.#child = spawn(process.execPath, options, {
      env: { PATH: process.env['PATH'], XDG_CONFIG_HOME: '/var/empty/bimodal-tests', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { stdout, stderr } = this.#child;
    if (!stdout || !stderr) throw new Error('Without pipes.');
    this.#complaint = text(stderr);
    this.#ended = once(this.#child, 'close').then(() => this.#tell());
    createInterface(stdout).on('line', (line) => {
      this.facts.push(JSON.parse(line) as Fact);
      this.#tell();
    });
  }

  /** The facts of a name so far. */
  of(name: string): Fact[] {
    return this.facts.filter(({ fact }) => fact === name);
  }

  /** Fulfilled with the facts of a name once there are so many. @throws Error where the agent ends before. */
  async until(name: string, count = 1): Promise<Fact[]> {
    while (this.of(name).length < count) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`The agent ended, and had not said ${name}: ${await this.#complaint}`);
      }
      await new Promise<void>((resolve) => this.#listeners.add(resolve));
    }
    return this.of(name);
  }

  /** Ends it, and says how it ended: its exit code, or the signal. */
  async end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | string | null> {
    this.#child.kill(signal);
    return (await this.result()).code;
  }

  /** How it ended, and what it wrote to standard error. */
  async result(): Promise<{ readonly code: number | string | null; readonly complaint: string }> {
    await this.#ended;
    return { code: this.#child.exitCode ?? this.#child.signalCode, complaint: await this.#complaint };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.end('SIGKILL');
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}
