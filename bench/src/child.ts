import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process of ours that does one thing at a time when it is told. */
export interface Child<Task extends string | object, Result> extends Disposable {
  /** The first thing that it said. */
  readonly greeting: unknown;
  /** Rejects once the process has ended. */
  run(task: Task): Promise<Result>;
}

export interface ChildOptions {
  /** Options of node itself. */
  readonly execArgv?: readonly string[];
  /** How many files it has to be able to open; where the shell allows fewer, it is asked for more. */
  readonly openFiles?: number;
  /** Seconds after which it is ended, whatever it is doing. */
  readonly seconds?: number;
}

/** What the shell ends with where it cannot open as many files as it should. */
const tooFewFiles = 77;

/**
 * Starts a module in a process of its own, and waits for its first message.
 *
 * @throws Error where it ends, among others because it may not open as many files as it should.
 */
export async function startChild<Task extends string | object, Result>(
  module: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<Child<Task, Result>> {
  const child = start(module, args, options);
  const { openFiles, seconds } = options;
  const failed = once(child, 'close').then(([code]) => {
    if (code === tooFewFiles && openFiles !== undefined) throw new Error(fewFilesText(openFiles));
    throw new Error(`The process of ${[module, ...args].join(' ')} ended with ${code}.`);
  });
  // It is awaited in races only; at the end the process is ended on purpose.
  failed.catch(() => undefined);
  const timer = seconds === undefined ? undefined : setTimeout(() => child.kill(), seconds * 1000);
  const [greeting] = await Promise.race([once(child, 'message'), failed]);
  return {
    greeting,
    async run(task) {
      const answered = once(child, 'message');
      child.send(task);
      const [result] = await Promise.race([answered, failed]);
      return result as Result;
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      child.kill();
    },
  };
}

function start(module: string, args: readonly string[], options: ChildOptions): ChildProcess {
  const { execArgv = [], openFiles } = options;
  if (openFiles === undefined) {
    return fork(module, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [...execArgv] });
  }
  const raise = `limit=$(ulimit -n); [ "$limit" = unlimited ] || [ "$limit" -ge ${openFiles} ] || ulimit -n ${openFiles} 2>/dev/null || exit ${tooFewFiles}; exec "$@"`;
  return spawn('sh', ['-c', raise, 'sh', process.execPath, ...execArgv, module, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

export function fewFilesText(openFiles: number): string {
  return `Each of the two processes has to open ${openFiles} files, a connection being one, and this machine allows fewer. Raise it first (\`ulimit -n ${openFiles}\`; the hard limit is in \`ulimit -Hn\`), or measure fewer connections: \`--connections\`.`;
}
