import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The user that PostgreSQL runs as, where that is not whoever runs the tests. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Found on practically every machine; the first that is there is taken. */
const candidates = ['postgres', 'nobody', 'daemon'];

/**
 * Whom PostgreSQL has to run as: nobody else for an ordinary user, and for root, which it refuses, another user of the
 * machine.
 *
 * @throws Error for root on a machine without such a user.
 */
export async function postgresAccount(names: readonly string[] = candidates): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of names) {
    const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)]);
    if (uid !== undefined && gid !== undefined) return { name, uid, gid };
  }
  throw new Error(
    `PostgreSQL does not run as root, and this machine has no user ${names.join(' or ')}: run the tests as an ordinary user.`,
  );
}

async function idOf(which: '-u' | '-g', name: string): Promise<number | undefined> {
  try {
    const { stdout } = await promisify(execFile)('id', [which, name]);
    return Number(stdout);
  } catch {
    return undefined;
  }
}
