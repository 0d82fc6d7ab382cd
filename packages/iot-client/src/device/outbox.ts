import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { handedOn, InputError } from '@bimodal/auth-core';
import { OutboxError } from './outbox-error.ts';
import { OutboxFullError } from './outbox-full-error.ts';

/** An event that waits to be sent. */
export interface WaitingEvent {
  readonly id: number;
  readonly eventType: string;
  /** JSON text; undefined where the event has no data. */
  readonly eventData: string | undefined;
}

/** What becomes of a new event when the outbox is full. */
export type WhenFull = 'refuse' | 'dropOldest';

export interface OutboxOptions {
  readonly file: string;
  /** Bytes of events that may wait. */
  readonly maxBytes: number;
  readonly whenFull: WhenFull;
}

/** Bytes that an event takes on disk beside its text, about. */
const overhead = 64;

/**
 * Events in a file until they are sent, oldest first. What `add` has returned for survives the process being killed
 * (write-ahead log) and the power failing (`synchronous=FULL`: each commit is on the disk before `add` returns). One
 * process at a time may have it open. On the disk it takes twice `maxBytes` at most, and 2 MiB for its log.
 */
export class Outbox {
  readonly #db: DatabaseSync;
  readonly #options: OutboxOptions;
  readonly #insert: StatementSync;
  readonly #first: StatementSync;
  readonly #delete: StatementSync;
  #bytes: number;
  #dropped = 0;
  #left = 0;

  /** @throws InputError where the file cannot be made, is no outbox, or another process has it open. */
  constructor(options: OutboxOptions) {
    this.#options = options;
    makeFile(options.file);
    this.#db = new DatabaseSync(options.file, handedOn({ timeout: 0 }));
    try {
      this.#db.exec(`
        PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
        PRAGMA journal_size_limit = 1048576; PRAGMA wal_autocheckpoint = 256;
        CREATE TABLE IF NOT EXISTS event (
          id INTEGER PRIMARY KEY AUTOINCREMENT, eventType TEXT NOT NULL, eventData TEXT, bytes INTEGER NOT NULL);
      `);
      if (this.durability.journal !== 'wal' || this.durability.synchronous !== 2) {
        throw new Error('SQLite did not take the settings that make it durable.');
      }
      this.#insert = this.#db.prepare(
        'INSERT INTO event (eventType, eventData, bytes) VALUES (:eventType, :eventData, :bytes)',
      );
      this.#first = this.#db.prepare(
        'SELECT id, eventType, eventData, bytes FROM event WHERE id > :after ORDER BY id LIMIT 1',
      );
      this.#delete = this.#db.prepare('DELETE FROM event WHERE id <= :id RETURNING bytes');
      this.#bytes = Number(
        this.#db.prepare('SELECT coalesce(sum(bytes), 0) AS sum FROM event').get()?.['sum'],
      );
    } catch (cause) {
      this.#db.close();
      throw new InputError(
        `${options.file} cannot be used as an outbox: another process has it open, or it is something else.`,
        { cause },
      );
    }
  }

  /** How SQLite writes: `synchronous` 2 is FULL. */
  get durability(): { readonly journal: string; readonly synchronous: number } {
    return {
      journal: String(this.#db.prepare('PRAGMA journal_mode').get()?.['journal_mode']),
      synchronous: Number(this.#db.prepare('PRAGMA synchronous').get()?.['synchronous']),
    };
  }

  /** How many wait; once it is closed, how many then did. */
  get size(): number {
    if (!this.#db.isOpen) return this.#left;
    return Number(this.#db.prepare('SELECT count(*) AS count FROM event').get()?.['count']);
  }

  /** How many made room for newer ones since it was opened. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Keeps an event: once this returns, it is on the disk.
   *
   * @throws OutboxFullError where it has no room, and older ones shall not go. @throws OutboxError where the disk refuses it.
   */
  add(eventType: string, eventData: string | undefined): void {
    const bytes = Buffer.byteLength(eventType) + Buffer.byteLength(eventData ?? '') + overhead;
    const { maxBytes, whenFull } = this.#options;
    if (bytes > maxBytes || (whenFull === 'refuse' && this.#bytes + bytes > maxBytes)) {
      throw new OutboxFullError(this.#bytes, maxBytes);
    }
    let { freed, dropped } = { freed: 0, dropped: 0 };
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      while (this.#bytes - freed + bytes > maxBytes) {
        const oldest = this.#first.get({ after: 0 });
        if (oldest === undefined) break;
        freed += this.#forget(Number(oldest['id']));
        dropped += 1;
      }
      this.#insert.run({ eventType, eventData: eventData ?? null, bytes });
      this.#db.exec('COMMIT');
    } catch (cause) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw new OutboxError(
        'The event was not accepted: it could not be written. Look at the cause, and whether the disk is full.',
        { cause },
      );
    }
    this.#bytes += bytes - freed;
    this.#dropped += dropped;
  }

  /** The oldest that waits; of those after the id, where one is given. */
  first(after = 0): WaitingEvent | undefined {
    const row = this.#first.get({ after });
    if (row === undefined) return undefined;
    const { id, eventType, eventData } = row;
    return {
      id: Number(id),
      eventType: String(eventType),
      eventData: typeof eventData === 'string' ? eventData : undefined,
    };
  }

  /** Forgets an event and those before it, which were sent. They may have made room meanwhile, which is no fault. */
  removeThrough({ id }: WaitingEvent): void {
    this.#bytes -= this.#forget(id);
  }

  close(): void {
    if (!this.#db.isOpen) return;
    this.#left = this.size;
    this.#db.close();
  }

  /** @returns the bytes that are free now. */
  #forget(id: number): number {
    return this.#delete.all({ id }).reduce((sum, { bytes }) => sum + Number(bytes), 0);
  }
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
