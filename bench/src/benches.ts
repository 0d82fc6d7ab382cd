import type { BenchOptions, Progress, Result } from './bench-result.ts';
import { contractResult } from './contract/contract-result.ts';
import { csvMemoryResult } from './csv-memory/csv-memory-result.ts';
import { csvResult } from './csv/csv-result.ts';
import { httpResult } from './http/http-result.ts';
import { importResult } from './import/import-result.ts';
import { memoryResult } from './memory/memory-result.ts';
import { sizeResult } from './size/size-result.ts';
import { streamsResult } from './streams/streams-result.ts';
import { typesResult } from './types/types-result.ts';

type Bench = (progress: Progress, options: BenchOptions) => Promise<Result>;

export const benches: Readonly<Record<string, Bench>> = {
  http: httpResult,
  import: importResult,
  types: typesResult,
  size: sizeResult,
  memory: memoryResult,
  csv: csvResult,
  'csv-memory': csvMemoryResult,
  streams: streamsResult,
  contract: contractResult,
};
