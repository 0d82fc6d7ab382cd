import { quoteLiteral } from './quote.ts';

/** A file that queries may read. */
export interface DataFile {
  /** Path inside the folder, with `/`. */
  readonly path: string;
  /** Absolute path without a symbolic link on the way. */
  readonly realPath: string;
}

const READERS: Readonly<Record<string, (path: string) => string>> = {
  csv: (path) => `read_csv(${path}, hive_partitioning = false)`,
  tsv: (path) => `read_csv(${path}, delim = '\\t', hive_partitioning = false)`,
  parquet: (path) => `read_parquet(${path}, hive_partitioning = false)`,
  json: (path) => `read_json(${path}, hive_partitioning = false)`,
  ndjson: (path) => `read_json(${path}, format = 'newline_delimited', hive_partitioning = false)`,
  jsonl: (path) => `read_json(${path}, format = 'newline_delimited', hive_partitioning = false)`,
};
const NAME = /^(?<stem>.+?)\.(?<type>csv|tsv|parquet|json|ndjson|jsonl)(?:(?<!parquet)\.gz)?$/i;

export function isDataFile(name: string): boolean {
  return NAME.test(name);
}

/** The name without what says its format: `flights` for `flights.csv.gz`. */
export function stemOf(name: string): string {
  return NAME.exec(name)?.groups?.['stem'] ?? name;
}

/** The SQL that reads a file as a table. Folders named `a=b` stay folders: no column is made of them. */
export function readerFor(file: DataFile): string {
  const type = NAME.exec(file.path)?.groups?.['type']?.toLowerCase() ?? 'csv';
  const reader = READERS[type];
  if (reader === undefined) throw new Error(`No reader for ${file.path}.`);
  return reader(quoteLiteral(file.realPath));
}
