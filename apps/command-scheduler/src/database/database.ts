import type { ConstructorOptions } from 'pg-boss';

/** Runs one statement; `$1` and so on stand for the values. */
export interface Sql {
  query<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>;
}

/** The PostgreSQL that everything is kept in: a server, or one embedded in this process. */
export interface Database extends Sql {
  /** All of `work` or nothing of it. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** How pg-boss reaches the same database. */
  readonly jobs: ConstructorOptions;
  close(): Promise<void>;
}

/** PostgreSQL's code of an error, such as `23505`. */
export function sqlState(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}
