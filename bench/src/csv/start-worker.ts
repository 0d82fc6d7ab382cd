import { join } from 'node:path';
import { startChild } from '../child.ts';
import type { ParserName } from './parsers.ts';

/** What reading a file once cost. */
export interface CsvCost {
  readonly rows: number;
  readonly seconds: number;
  /** User and system time of the parser's process. */
  readonly cpuSeconds: number;
}

export interface CsvWorker extends Disposable {
  readonly parser: ParserName;
  run(data: string): Promise<CsvCost>;
}

export async function startWorker(parser: ParserName, origin: string): Promise<CsvWorker> {
  const worker = join(import.meta.dirname, 'worker.ts');
  return { parser, ...(await startChild<string, CsvCost>(worker, [parser, origin])) };
}
