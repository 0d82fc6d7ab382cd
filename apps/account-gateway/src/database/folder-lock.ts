import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Keeps a folder for this process: two PGlites in one folder would destroy it. SQLite's lock is the kernel's, so it is
 * gone with the process, however that ends.
 *
 * @throws when another process has the folder.
 * @returns what gives it back.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch (cause) {
    lock.close();
    throw new Error(
      `${folder} is in use by another process. Stop it, choose another folder, or share a PostgreSQL (DATABASE_URL).`,
      { cause },
    );
  }
  return () => lock.close();
}
