import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The Chromium of a test run: unpacked once, into a folder that nobody else can enter. */
export class SharedChromium {
  #folder: string | undefined;
  #program: Promise<string> | undefined;

  /** Where its program is. */
  program(): Promise<string> {
    this.#program ??= this.#prepare();
    return this.#program;
  }

  async close(): Promise<void> {
    await this.#program?.catch(() => undefined);
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  async #prepare(): Promise<string> {
    const own = process.env['BIMODAL_TEST_CHROMIUM'];
    if (own !== undefined && own !== '') return own;
    const { platform, arch } = process;
    if (platform !== 'linux' || arch !== 'x64') {
      throw new Error(
        `Chromium comes from an npm package for Linux on x64, and this is ${platform} on ${arch}: ` +
          'set BIMODAL_TEST_CHROMIUM to the path of a Chromium or Chrome of this machine.',
      );
    }
    this.#folder = await mkdtemp(join(tmpdir(), 'bimodal-chromium-'));
    // The package unpacks to fixed names in the temporary folder, where another user's may be in the way.
    const env = { ...process.env, TMPDIR: this.#folder };
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'unpack.ts')], {
      env,
    });
    try {
      await promisify(execFile)(stdout, ['--version'], { env });
    } catch (error) {
      throw new Error(
        `Chromium cannot be run from ${this.#folder} (${String(error).replaceAll(/\s+/g, ' ')}): set TMPDIR to a folder where ` +
          'files may be executed, install libnss3 and libexpat1 if it lacks them, or set BIMODAL_TEST_CHROMIUM to the path of a ' +
          'Chromium or Chrome of this machine.',
        { cause: error },
      );
    }
    return stdout;
  }
}
