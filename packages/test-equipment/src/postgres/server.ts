import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../free-port.ts';
import { openFolder } from './open-folder.ts';
import type { Programs } from './programs.ts';

/** A PostgreSQL server, of an empty database, that listens on 127.0.0.1 only. */
export interface PostgresServer {
  /** The connection string of a user who may do everything. */
  readonly url: string;
  /** Ends it, and starts it again once what is to happen meanwhile has. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  /** Ends it, and removes what it wrote. */
  stop(): Promise<void>;
}

/** @throws Error with what PostgreSQL itself said, where it does not start. */
export async function startServer({ initdb, postgres, account }: Programs): Promise<PostgresServer> {
  const folder = await openFolder(account);
  const user = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  // What it says is read here, so it speaks English; and nothing that a machine is set to changes how it sorts.
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  const data = join(folder, 'data');
  let child: ChildProcess | undefined;
  let port = 0;

  /** A port that was free may be taken by the time that PostgreSQL asks for it. */
  const start = async (attempts: number): Promise<void> => {
    child = spawn(postgres, ['-D', data, '-p', String(port), ...flags], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = await untilReady(child);
    if (said === undefined) return;
    if (attempts > 1 && said.includes('Address already in use')) {
      port = await freePort();
      return start(attempts - 1);
    }
    throw new Error(`PostgreSQL did not start: ${said}`);
  };
  const end = async (): Promise<void> => {
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  };

  try {
    const password = join(folder, 'password');
    await writeFile(password, 'test-secret\n');
    await mkdir(data, { mode: 0o700 });
    if (account !== undefined) await chown(data, account.uid, account.gid);
    await promisify(execFile)(initdb, [`--pgdata=${data}`, `--pwfile=${password}`, ...cluster], options);
    port = await freePort();
    await start(5);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    url: `postgres://postgres:test-secret@127.0.0.1:${port}/postgres`,
    async restart(meanwhile) {
      await end();
      await meanwhile();
      await start(1);
    },
    async stop() {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const cluster = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
  '--no-sync',
];

/** Nothing has to outlive the machine's going down, and a socket's path would have to be short. */
const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'].flatMap((setting) => [
  '-c',
  setting,
]);

/** Undefined once it takes connections; otherwise what it said before it ended. */
async function untilReady(child: ChildProcess): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
    if (said.includes('ready to accept connections')) resolve(undefined);
  });
  child.once('error', (error) => resolve(error.message));
  child.once('close', (code, signal) => resolve(`${said.trim()} (ended with ${code ?? signal})`));
  return promise;
}
