import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { durabilityOf, openOutbox } from './open-outbox.ts';
import { OutboxError } from './outbox-error.ts';
import { OutboxFullError } from './outbox-full-error.ts';
import { SentMark } from './sent-mark.ts';

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
  /** Whose events they are. */
  readonly device: number;
  /** Bytes of events that may wait. */
  readonly maxBytes: number;
  readonly whenFull: WhenFull;
}

/** Bytes that an event takes on disk beside its text, about. */
const overhead = 64;
/** An id that none is above. */
const last = Number.MAX_SAFE_INTEGER;

/**
 * Events in a file until they are sent, oldest first. What `add` has returned for survives the process being killed
 * (write-ahead log) and the power failing (`synchronous=FULL`: each commit is on the disk before `add` returns). One
 * process at a time may have it open. On the disk it takes twice `maxBytes` at most, and 2 MiB for its log.
 *
 * Forgetting what was sent needs no space: where SQLite has none to remove it, it counts as gone, and `SentMark` keeps that.
 */
export class Outbox {
  readonly #db: DatabaseSync;
  readonly #options: OutboxOptions;
  readonly #mark: SentMark;
  readonly #insert: StatementSync;
  readonly #first: StatementSync;
  readonly #delete: StatementSync;
  readonly #between: StatementSync;
  /** Of those that wait. */
  #bytes: number;
  #dropped = 0;
  #left = 0;

  /** @throws InputError where the file cannot be made, is no outbox of the device, or another process has it open. */
  constructor(options: OutboxOptions) {
    this.#options = options;
    const { db, id } = openOutbox(options.file, options.device);
    this.#db = db;
    this.#mark = new SentMark(`${options.file}-sent`, id);
    this.#insert = db.prepare(
      'INSERT INTO event (eventType, eventData, bytes) VALUES (:eventType, :eventData, :bytes)',
    );
    this.#first = db.prepare(
      'SELECT id, eventType, eventData, bytes FROM event WHERE id > :after ORDER BY id LIMIT 1',
    );
    this.#delete = db.prepare('DELETE FROM event WHERE id <= :id');
    this.#between = db.prepare(
      'SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM event WHERE id > :after AND id <= :id',
    );
    this.#removeMarked();
    this.#bytes = this.#waiting(last).bytes;
  }

  /** How SQLite writes: `synchronous` 2 is FULL. */
  get durability(): { readonly journal: string; readonly synchronous: number } {
    return durabilityOf(this.#db);
  }

  /** How many wait; once it is closed, how many then did. */
  get size(): number {
    if (!this.#db.isOpen) return this.#left;
    return this.#waiting(last).count;
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
    let [through, freed, dropped] = [this.#sent, 0, 0];
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      while (this.#bytes - freed + bytes > maxBytes) {
        const oldest = this.#first.get({ after: through });
        if (oldest === undefined) break;
        through = Number(oldest['id']);
        freed += Number(oldest['bytes']);
        dropped += 1;
      }
      if (through > 0) this.#delete.run({ id: through });
      this.#insert.run({ eventType, eventData: eventData ?? null, bytes });
      this.#db.exec('COMMIT');
    } catch (cause) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw new OutboxError(
        'The event was not accepted: it could not be written. Look at the cause, and whether the disk is full.',
        { cause },
      );
    }
    this.#mark.write(0);
    this.#bytes += bytes - freed;
    this.#dropped += dropped;
  }

  /** The oldest that waits; of those after the id, where one is given. */
  first(after = 0): WaitingEvent | undefined {
    const row = this.#first.get({ after: Math.max(after, this.#sent) });
    if (row === undefined) return undefined;
    const { id, eventType, eventData } = row;
    return {
      id: Number(id),
      eventType: String(eventType),
      eventData: typeof eventData === 'string' ? eventData : undefined,
    };
  }

  /**
   * Forgets an event and those before it, which were sent. They may have made room meanwhile, which is no fault.
   *
   * @throws OutboxError where the disk did not let it remove them: they are forgotten all the same.
   */
  removeThrough({ id }: WaitingEvent): void {
    if (id <= this.#sent) return;
    const { bytes } = this.#waiting(id);
    this.#bytes -= bytes;
    try {
      this.#delete.run({ id });
    } catch (cause) {
      this.#mark.write(id);
      throw new OutboxError(
        'What was sent could not be removed from the outbox. It is not sent again; look at the cause, and whether the disk is full.',
        { cause },
      );
    }
    this.#mark.write(0);
  }

  close(): void {
    if (!this.#db.isOpen) return;
    this.#left = this.size;
    this.#db.close();
    this.#mark.close();
  }

  /** The id up to which events were sent, though they are still there. */
  get #sent(): number {
    return this.#mark.through;
  }

  /** Those that wait, up to an id. */
  #waiting(id: number): { readonly count: number; readonly bytes: number } {
    const row = this.#between.get({ after: this.#sent, id });
    return { count: Number(row?.['count']), bytes: Number(row?.['bytes']) };
  }

  /** What an earlier process could not remove. A file that was put back to an older state has not given the later ids yet. */
  #removeMarked(): void {
    if (this.#sent === 0) return;
    const given = this.#db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'event'").get()?.['seq'];
    this.#mark.write(Math.min(this.#sent, Number(given ?? 0)));
    try {
      this.#delete.run({ id: this.#sent });
      this.#mark.write(0);
    } catch {
      // The disk is still full: they stay forgotten.
    }
  }
}
