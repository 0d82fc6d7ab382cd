import type { StandardSchema } from './standard-schema.ts';

/** Whose result to read. */
export interface ResultInput {
  /** Username of the workspace. Default: the client's own. */
  readonly workspace?: string | undefined;
  /** Token of the report. */
  readonly report: string;
  /** Token of the report run. */
  readonly run: string;
  /** Token or name of the query whose rows to read; needed where the report has several. */
  readonly query?: string | undefined;
  /**
   * What is fetched (default `csv`). JSON has types: numbers, booleans, null; of whole numbers beyond 2^53, and of decimals
   * with more than 15 digits, JavaScript keeps the first digits only. CSV is smaller, and all text, to the last digit.
   */
  readonly format?: 'csv' | 'json' | undefined;
}

/** Whose rows to read. */
export interface RowsInput extends ResultInput {
  readonly format?: 'csv' | undefined;
}

/** Whose rows to read, from JSON. */
export interface JsonRowsInput extends ResultInput {
  readonly format: 'json';
}

/** Whose rows to read, and what each must be. */
export interface TypedRowsInput<T> extends ResultInput {
  /** A schema of any library that speaks Standard Schema. It sees text where the format is CSV. */
  readonly schema: StandardSchema<T>;
}
