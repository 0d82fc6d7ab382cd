import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Progress, Result } from '../bench-result.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { serveLarge } from './serve-large.ts';

const size = 2 ** 30;

/** What reading a large result took, in bytes. */
export interface CsvMemory {
  readonly rows: number;
  /** Resident memory of the process after 1,000 rows. */
  readonly early: number;
  /** The most that it ever had. */
  readonly peak: number;
}

/** `pnpm bench csv-memory`: what a process holds that reads 1 GiB of CSV row by row. */
export async function csvMemoryResult(progress: Progress): Promise<Result> {
  const rows: object[] = [];
  const cells: (string | number)[][] = [];
  for (const packed of [false, true]) {
    const body = packed ? 'gzip' : 'plain';
    progress(`1 GiB, ${body}`);
    using server = await serveLarge(size, packed);
    const seen = await read(server.origin);
    rows.push({ body, ...seen });
    cells.push([
      body,
      seen.rows,
      mebibytes(seen.early),
      mebibytes(seen.peak),
      mebibytes(seen.peak - seen.early),
    ]);
  }
  const columns = ['body', 'rows', 'RSS after 1,000 rows, MiB', 'peak RSS, MiB', 'growth, MiB'];
  const text = `1 GiB of CSV from a server in another process, read row by row by one that does nothing else. The peak is the system's own count. At most 64 MiB are meant to be added after the first 1,000 rows.\n\n${markdownTable(columns, cells)}`;
  return { rows, text };
}

async function read(origin: string): Promise<CsvMemory> {
  const child = fork(join(import.meta.dirname, 'worker.ts'), [origin], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const failed = once(child, 'close').then(([code]) => {
    throw new Error(`The process that reads ended with ${code}.`);
  });
  failed.catch(() => undefined);
  const [seen] = await Promise.race([once(child, 'message'), failed]);
  return seen;
}

function mebibytes(bytes: number): number {
  return Math.round((bytes / 2 ** 20) * 10) / 10;
}
