import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { InputError } from '@bimodal/auth-core';
import { handedOn } from '@bimodal/auth-core/internal';

/** Says of a SQLite file that it is an outbox: "BiMo". */
const applicationId = 0x42_69_4d_6f;
/** Of the tables below. */
const version = 1;

/** What is in the way of using a file as an outbox, as the end of a sentence. */
class Unfit extends Error {}

/** An outbox that is open. */
interface OpenedOutbox {
  readonly db: DatabaseSync;
  /** Of this very outbox, so that no other file is taken for one that belongs to it. */
  readonly id: string;
}

/**
 * Opens the file of a device's outbox, which is made where there is none. What is no outbox is left as it is.
 *
 * @throws InputError where it is none, damaged, open in another process, or holds events of another device.
 */
export function openOutbox(file: string, device: number): OpenedOutbox {
  makeFile(file);
  let db: DatabaseSync | undefined;
  try {
    // As a path, SQLite takes it for a file whatever its name: `:memory:` and `file:…` would mean something else.
    db = new DatabaseSync(resolve(file), handedOn({ timeout: 0 }));
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    const isNew = isEmpty(db);
    if (!isNew) checkOutbox(db);
    db.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
      PRAGMA journal_size_limit = 1048576; PRAGMA wal_autocheckpoint = 256;
    `);
    const { journal, synchronous } = durabilityOf(db);
    if (journal !== 'wal' || synchronous !== 2) {
      throw new Unfit('SQLite cannot write it so that it survives a power failure');
    }
    if (isNew) makeOutbox(db, device);
    return { db, id: claimed(db, device) };
  } catch (cause) {
    db?.close();
    const why = `${file} cannot be used as an outbox: ${reasonOf(cause)}.`;
    throw new InputError(why, cause instanceof Unfit ? {} : { cause });
  }
}

/** How SQLite writes: `synchronous` 2 is FULL. */
export function durabilityOf(db: DatabaseSync): { readonly journal: string; readonly synchronous: number } {
  return {
    journal: String(db.prepare('PRAGMA journal_mode').get()?.['journal_mode']),
    synchronous: Number(db.prepare('PRAGMA synchronous').get()?.['synchronous']),
  };
}

/** Made before SQLite does, so that it is never readable by others. */
function makeFile(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch (cause) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
    const why =
      code === 'ENOENT' ? 'there is no such folder: make it first' : `it cannot be written (${String(code)})`;
    throw new InputError(`${file} cannot be used as an outbox: ${why}.`, { cause });
  }
}

function isEmpty(db: DatabaseSync): boolean {
  const tables = Number(db.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.['count']);
  return tables === 0 && pragma(db, 'application_id') === 0;
}

function checkOutbox(db: DatabaseSync): void {
  if (pragma(db, 'application_id') !== applicationId) {
    throw new Unfit('it is a database of something else, which is left as it is. Name another file');
  }
  if (pragma(db, 'user_version') !== version) {
    throw new Unfit(
      'another version of this package made it. Start the device with that one, or name another file',
    );
  }
  const found = String(db.prepare('PRAGMA quick_check(1)').get()?.['quick_check']);
  if (found !== 'ok') throw damaged();
}

/** All at once: a file that was begun and not made is empty. */
function makeOutbox(db: DatabaseSync, device: number): void {
  db.exec(`
    BEGIN IMMEDIATE;
    PRAGMA application_id = ${applicationId};
    PRAGMA user_version = ${version};
    CREATE TABLE owner (device INTEGER NOT NULL, outbox TEXT NOT NULL);
    CREATE TABLE event (
      id INTEGER PRIMARY KEY AUTOINCREMENT, eventType TEXT NOT NULL, eventData TEXT, bytes INTEGER NOT NULL);
    INSERT INTO owner VALUES (${device}, '${randomUUID()}');
    COMMIT;
  `);
}

/** Makes sure that the events in it are the device's own; where there are none, it may be anybody's. */
function claimed(db: DatabaseSync, device: number): string {
  const owner = db.prepare('SELECT device, outbox FROM owner').get();
  if (owner === undefined) throw damaged();
  if (owner['device'] !== device) {
    const waiting = Number(db.prepare('SELECT count(*) AS count FROM event').get()?.['count']);
    if (waiting > 0) {
      throw new Unfit(
        `events of device ${String(owner['device'])} wait in it (${waiting}), and this is device ${device}. Give each device a file of its own`,
      );
    }
    db.prepare('UPDATE owner SET device = ?').run(device);
  }
  return String(owner['outbox']);
}

function pragma(db: DatabaseSync, name: 'application_id' | 'user_version'): unknown {
  return db.prepare(`PRAGMA ${name}`).get()?.[name];
}

function damaged(): Unfit {
  return new Unfit(
    'it is damaged. Move it away to start with an empty one; `sqlite3 FILE .recover` may read what waits in it',
  );
}

/** Source: SQLite, "Result and Error Codes". */
const reasons: Readonly<Partial<Record<number, string>>> = {
  5: 'another process has it open. One at a time may',
  6: 'another process has it open. One at a time may',
  8: 'it can only be read',
  10: 'the disk failed: see the cause',
  11: damaged().message,
  13: 'the disk is full',
  14: 'SQLite cannot open it, or the files beside it. Its folder has to be writable',
  26: 'it is something else, which is left as it is. Name another file',
};

function reasonOf(cause: unknown): string {
  if (cause instanceof Unfit) return cause.message;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'errcode') : undefined;
  // Above the lowest byte it says more about the same.
  const known = typeof code === 'number' ? reasons[code & 0xff] : undefined;
  return known ?? 'see the cause';
}
