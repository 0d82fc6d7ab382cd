import { chmodSync, lstatSync } from 'node:fs';
import process from 'node:process';

/**
 * Sees to it that a file which is there is its owner's alone: it holds secrets, or what secrets are made from. One that others
 * may read is closed to them; one that they may write, or that is somebody else's, may hold what they put there.
 *
 * @throws Error for such a file, saying what to do.
 */
export function keepPrivate(file: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isFile()) throw new Error(`${file} is no file: choose another folder, or remove it.`);
  // Windows has no such modes, and says 666 of everything.
  if (process.platform === 'win32') return;
  const own = process.getuid?.();
  if (own !== 0 && found.uid !== own && found.uid !== 0)
    throw new Error(`${file} belongs to another user: choose another folder.`);
  if ((found.mode & 0o022) !== 0) {
    const mode = (found.mode & 0o777).toString(8);
    throw new Error(
      `${file} can be written by other users (mode ${mode}): who knows what is in it? Remove it, or say that it is yours with chmod 600.`,
    );
  }
  if ((found.mode & 0o044) !== 0) chmodSync(file, 0o600);
}
