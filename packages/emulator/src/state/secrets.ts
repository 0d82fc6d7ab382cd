import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
}

/**
 * The seed of a state folder: the one given, else the one that the folder keeps (`seed`, readable by its owner only), else
 * a random one. It is kept, so that credentials stay the same from start to start.
 */
export function openSecrets(folder: string | undefined, seed: string | undefined): Secrets {
  const file = folder === undefined ? undefined : join(folder, 'seed');
  if (seed !== undefined) {
    const key = Buffer.from(hkdfSync('sha256', seed, '', 'bimodal-emulator-seed', 32));
    if (file) writeFileSync(file, key.toString('hex'), { mode: 0o600 });
    return new Secrets(key);
  }
  if (file && existsSync(file)) {
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
    if (key.length !== 32) throw new Error(`${file} is not a seed: remove it to have a new one made.`);
    return new Secrets(key);
  }
  const key = randomBytes(32);
  if (file) writeFileSync(file, key.toString('hex'), { mode: 0o600 });
  return new Secrets(key);
}
