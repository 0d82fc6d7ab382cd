import { execFile } from 'node:child_process';
import { handedOn } from '../../values/handed-on.ts';
import { CredentialError } from '../../errors/credential-error.ts';
import { InputError } from '../../errors/input-error.ts';
import type { Credential } from '../credential.ts';
import type { CredentialProvider } from '../provider.ts';
import { storedCredential, type PlatformName } from '../stored.ts';

/** Milliseconds that a command may take. */
const timeout = 10_000;
/** Bytes that it may print. */
const maxBytes = 64 * 1024;

/**
 * Mode Analytics' credential from a command that prints JSON: `{"token": "…", "secret": "…"}`, with `kind`, `origin` and
 * `expiresAt` where they are known. It is run without a shell, for at most 10 s, and may print 64 KiB. What it writes to
 * standard error is not read.
 *
 * @param command the program and its arguments, e.g. `['op', 'read', 'op://Work/Mode/json']`.
 * @throws InputError for what is no list of strings. CredentialError (when asked) if it cannot be run, fails, takes too
 * long, prints too much or no such JSON; the message shows neither arguments nor output.
 */
export function analyticsCommand(command: readonly string[]): CredentialProvider {
  return commandProvider('analytics', command);
}

/** The same for MODE Cloud: the command prints `{"key": "…"}`. */
export function cloudCommand(command: readonly string[]): CredentialProvider {
  return commandProvider('cloud', command);
}

function commandProvider(platform: PlatformName, command: readonly string[]): CredentialProvider {
  if (!Array.isArray(command) || !command.every((part) => typeof part === 'string')) {
    throw new InputError(
      "A command is a list, the program and each argument by itself: ['op', 'read', '…']. No shell splits it.",
    );
  }
  const copied = [...command];
  return { name: 'command', provide: () => commandCredential(platform, copied, 'command') };
}

/** Runs a command and makes its credential. */
export async function commandCredential(
  platform: PlatformName,
  command: readonly string[],
  from: string,
): Promise<Credential> {
  const output = await run(command, from);
  return storedCredential(platform, parse(output, from), from);
}

function run([program, ...rest]: readonly string[], from: string): Promise<string> {
  if (program === undefined || program === '')
    throw new CredentialError(`The ${from} is empty: name a program.`);
  const failure = (error: unknown): CredentialError =>
    new CredentialError(`The ${from} "${program}" ${whatFailed(error)}. Run it by hand to see why.`);
  const options = handedOn({
    encoding: 'utf8' as const,
    maxBuffer: maxBytes,
    timeout,
    killSignal: 'SIGKILL' as const,
    windowsHide: true,
    shell: false,
    // Node passes on what the environment inherits, too: a polluted NODE_OPTIONS would run foreign code.
    env: handedOn(process.env),
  });
  return new Promise((resolve, reject) => {
    try {
      const child = execFile(program, rest, options, (error, output) => {
        if (error === null) resolve(output);
        else reject(failure(error));
      });
      child.stdin?.end();
    } catch (error) {
      // Some commands cannot even be tried, and Node throws at once, quoting them.
      reject(failure(error));
    }
  });
}

/** The error of a child process quotes the whole command line and its output: none of that is passed on. */
function whatFailed(error: unknown): string {
  if (!(error instanceof Error)) return 'could not be run';
  const code: unknown = Reflect.get(error, 'code');
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'printed more than 64 KiB';
  if (Reflect.get(error, 'killed') === true) return `did not end within ${timeout / 1000} s`;
  if (code === 'ENOENT') return 'was not found';
  // Where a folder of PATH cannot be read, Node says this of a program that is in none of them, too.
  if (code === 'EACCES')
    return 'may not be run, or was not found because a folder on its way may not be read';
  if (typeof code === 'number') return `ended with exit code ${code}`;
  if (code === 'ERR_INVALID_ARG_VALUE') return 'has an argument that no program can be given (a NUL in it)';
  return 'could not be run';
}

function parse(output: string, from: string): unknown {
  try {
    // Windows' own tools put a mark before their text.
    return JSON.parse(output.replace(/^\ufeff/, ''));
  } catch {
    throw new CredentialError(`The ${from} did not print JSON. Its output is not shown.`);
  }
}
