import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepPrivate } from './private-file.ts';

/** Every seeded token, secret and id comes from one seed: the same seed gives the same emulator. */
export class Secrets {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** `bytes` (at most 32) in hex, the same for the same label. Labels read `analytics/workspace-secret`. */
  hex(label: string, bytes: number): string {
    return createHmac('sha256', this.#key)
      .update(label)
      .digest('hex')
      .slice(0, bytes * 2);
  }

  /**
   * Keeps the seed in a file of its owner's, so that credentials stay the same from start to start. Not before the start has
   * come to its end: one that is refused leaves the folder as it was.
   */
  keepIn(folder: string): void {
    const file = seedFile(folder);
    if (existsSync(file) && readFileSync(file, 'utf8').trim() === this.#key.toString('hex')) return;
    // Under another name first: a seed is there whole, or it is the one before.
    const draft = `${file}.new`;
    writeFileSync(draft, this.#key.toString('hex'), { mode: 0o600 });
    renameSync(draft, file);
  }
}

/**
 * The seed of a state folder: the one given, else the one that the folder keeps (`seed`, readable by its owner only), else
 * a random one. Nothing is written; see `keepIn`.
 *
 * @throws Error where the folder's is broken, or may be somebody else's.
 */
export function openSecrets(folder: string | undefined, seed: string | undefined): Secrets {
  const file = folder === undefined ? undefined : seedFile(folder);
  if (file !== undefined && existsSync(file)) keepPrivate(file);
  if (seed !== undefined)
    return new Secrets(Buffer.from(hkdfSync('sha256', seed, '', 'bimodal-emulator-seed', 32)));
  if (file === undefined || !existsSync(file)) return new Secrets(randomBytes(32));
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== 32) throw new Error(`${file} is not a seed: remove it to have a new one made.`);
  return new Secrets(key);
}

function seedFile(folder: string): string {
  return join(folder, 'seed');
}
