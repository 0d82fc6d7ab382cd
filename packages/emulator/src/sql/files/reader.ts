import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { formatOf, patternOf, type DataFile } from '../data-file.ts';
import { quoteLiteral } from '../quote.ts';
import { csvReader } from './csv-reader.ts';
import { jsonReader } from './json-reader.ts';

interface Known {
  /** What tells this state of the file from a later one. */
  readonly state: string;
  readonly select: string;
}

/** By real path: to know a file means to read it once. */
const known = new Map<string, Known>();

/** The SELECT that reads a file as a table. Folders named `a=b` stay folders: no column is made of them. */
export async function readerFor(connection: DuckDBConnection, file: DataFile): Promise<string> {
  const { size, mtimeMs, ino } = await stat(file.realPath);
  const state = `${size} ${mtimeMs} ${ino}`;
  const before = known.get(file.realPath);
  if (before?.state === state) return before.select;
  const select = await selectOf(connection, file, size);
  known.set(file.realPath, { state, select });
  return select;
}

function selectOf(connection: DuckDBConnection, file: DataFile, size: number): Promise<string> | string {
  const path = patternOf(file);
  const format = formatOf(file);
  // What is compressed may be any size.
  const length = file.path.endsWith('.gz') ? Number.POSITIVE_INFINITY : size;
  switch (format) {
    case 'csv':
      return csvReader(connection, path, { size: length });
    case 'tsv':
      return csvReader(connection, path, { size: length, delimiter: '\t' });
    case 'json':
      return jsonReader(connection, path, { format: 'auto' });
    case 'ndjson':
    case 'jsonl':
      return jsonReader(connection, path, { format: 'newline_delimited' });
    case 'parquet':
      return `FROM read_parquet(${quoteLiteral(path)}, hive_partitioning = false)`;
  }
}
