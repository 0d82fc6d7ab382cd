/** What a bench found: rows for programs, a text for people. */
export interface Result {
  readonly rows: readonly object[];
  readonly text: string;
}

export type Progress = (text: string) => void;

/** What a bench may be told. */
export interface BenchOptions {
  /** How many devices are connected at once. */
  readonly connections: number;
}
