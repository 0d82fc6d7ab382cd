import type { DatabaseSync } from 'node:sqlite';

/** Brings a database to its newest shape. SQLite's `user_version` counts the steps taken; each is taken whole or not at all. */
export function migrate(db: DatabaseSync, migrations: readonly string[]): void {
  const row = db.prepare('PRAGMA user_version').get();
  const version = Number(row?.['user_version'] ?? 0);
  if (version > migrations.length) {
    throw new Error(
      `The state was written by a newer emulator (version ${version}, this one knows ${migrations.length}).`,
    );
  }
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue;
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(step);
      db.exec(`PRAGMA user_version = ${index + 1}`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }
}
