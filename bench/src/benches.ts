import { csvMemoryResult } from './csv-memory/csv-memory-result.ts';
import { csvResult } from './csv/csv-result.ts';
import { httpResult } from './http/http-result.ts';
import { importResult } from './import/import-result.ts';
import { memoryResult } from './memory/memory-result.ts';
import { streamsResult } from './streams/streams-result.ts';
import { typesResult } from './types/types-result.ts';

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

type Bench = (progress: Progress, options: BenchOptions) => Promise<Result>;

export const benches: Readonly<Record<string, Bench>> = {
  http: httpResult,
  import: importResult,
  types: typesResult,
  memory: memoryResult,
  csv: csvResult,
  'csv-memory': csvMemoryResult,
  streams: streamsResult,
};
