import type { Column, Row } from '../column.ts';
import type { FormField } from '../liquid/form-field.ts';
import type { RenderOptions } from '../liquid/render-sql.ts';
import type { SqlErrorCode } from '../sql-error.ts';

/** A SELECT over the files of a folder. Answers the columns, then the rows as they come. */
export interface QueryTask {
  readonly do: 'query';
  readonly sql: string;
  readonly limit: number | undefined;
  readonly folder: string | undefined;
  /** Bytes that DuckDB may take. */
  readonly memory: number;
  readonly threads: number;
}

/** A template with its values. Answers the SQL. */
export interface RenderTask {
  readonly do: 'render';
  readonly source: string;
  readonly values: RenderOptions;
}

/** Templates whose forms are wanted. Answers the fields of each, or why there are none. */
export interface FormsTask {
  readonly do: 'read forms';
  readonly sources: readonly string[];
  readonly definitions: Readonly<Record<string, string>>;
}

export type Task = QueryTask | RenderTask | FormsTask;

/** What a task answers, one after the other. */
export type Answer =
  | { readonly columns: readonly Column[] }
  | { readonly rows: readonly Row[] }
  | { readonly sql: string }
  | { readonly fields: readonly FormField[] };

/** From the emulator to its child. The child runs one task at a time. */
export type Order =
  | { readonly task: Task; readonly rss: number }
  /** One more answer may be sent. */
  | { readonly more: true }
  /** The rest is not wanted. */
  | { readonly end: true };

/** From the child. Each task ends with one `ended`. */
export type Report =
  /** What the task needs is loaded: its time begins. */
  | { readonly begun: true }
  | { readonly answer: Answer }
  | { readonly ended: { readonly failure?: Failure | undefined; readonly rss: number } };

export interface Failure {
  readonly code: SqlErrorCode;
  readonly message: string;
}

/** Answers that a child sends ahead of the one that is read: so neither side waits for the other at every step. */
export const AHEAD = 4;
