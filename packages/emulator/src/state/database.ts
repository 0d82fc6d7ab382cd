import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { migrate } from './migrate.ts';
import { keepPrivate } from './private-file.ts';

export type Row = Record<string, SQLOutputValue>;

/** What a statement takes: names without their colon. */
export type Values = Readonly<Record<string, string | number | bigint | null | Uint8Array>>;

/**
 * One platform's state in SQLite: in memory, or in a file that only one emulator at a time may use and that survives the
 * process being killed at any moment (write-ahead log, synchronous=FULL).
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;

  /**
   * @param file undefined for memory
   * @param migrations statements that bring an empty database, step by step, to today's shape; only ever append to them
   * @throws when another process has the file open, others may write it, or it was written by a newer version
   */
  constructor(file: string | undefined, migrations: readonly string[]) {
    // Made first, so that it is never readable by others, not even for a moment.
    if (file !== undefined) {
      keepPrivate(file);
      closeSync(openSync(file, 'a', 0o600));
    }
    this.#db = new DatabaseSync(file ?? ':memory:', { enableForeignKeyConstraints: true, timeout: 0 });
    try {
      if (file !== undefined) {
        this.#db.exec(
          'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;',
        );
      }
      migrate(this.#db, migrations);
    } catch (cause) {
      this.#db.close();
      if (cause instanceof Error && cause.message.includes('locked')) {
        throw new Error(`${file} is in use by another emulator: stop it, or choose another folder.`, {
          cause,
        });
      }
      throw cause;
    }
  }

  /** The rows of a SELECT. */
  all<T = Row>(sql: string, values: Values = {}): T[] {
    return this.#statement(sql).all(values) as T[];
  }

  /** The first row, or undefined. */
  get<T = Row>(sql: string, values: Values = {}): T | undefined {
    return this.#statement(sql).get(values) as T | undefined;
  }

  /** Changes rows; answers how many, and the last row's id. */
  run(sql: string, values: Values = {}): { changes: number; lastId: number } {
    const { changes, lastInsertRowid } = this.#statement(sql).run(values);
    return { changes: Number(changes), lastId: Number(lastInsertRowid) };
  }

  /** All of `work` or nothing of it. Transactions may be nested; `work` must not wait for anything. */
  transaction<T>(work: () => T): T {
    const [begin, end, undo] =
      this.#depth === 0
        ? ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK']
        : [`SAVEPOINT s${this.#depth}`, `RELEASE s${this.#depth}`, `ROLLBACK TO s${this.#depth}`];
    this.#db.exec(begin);
    this.#depth += 1;
    try {
      const result = work();
      this.#db.exec(end);
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec(undo);
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
