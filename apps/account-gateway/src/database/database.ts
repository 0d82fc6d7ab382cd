import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/** Runs one statement; `$1` and so on stand for the values. */
export interface Sql {
  query<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>;
}

/** So many points in so many seconds, then none for so many. */
export interface Limit {
  readonly name: string;
  readonly points: number;
  readonly duration: number;
  readonly blockDuration: number;
}

/** The PostgreSQL that everything is kept in: a server, or one embedded in this process. */
export interface Database extends Sql {
  /** All of `work` or nothing of it. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Counts attempts; over a server, those of all processes together. */
  limiter(limit: Limit): Promise<RateLimiterAbstract>;
  close(): Promise<void>;
}
