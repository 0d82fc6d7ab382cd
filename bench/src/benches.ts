import { csvResult } from './csv/csv-result.ts';
import { httpResult } from './http/http-result.ts';
import { importResult } from './import/import-result.ts';
import { memoryResult } from './memory/memory-result.ts';
import { typesResult } from './types/types-result.ts';

/** What a bench found: rows for programs, a text for people. */
export interface Result {
  readonly rows: readonly object[];
  readonly text: string;
}

export type Progress = (text: string) => void;

export const benches: Readonly<Record<string, (progress: Progress) => Promise<Result>>> = {
  http: httpResult,
  import: importResult,
  types: typesResult,
  memory: memoryResult,
  csv: csvResult,
};
