import { relative } from 'node:path';

/** A file that queries may read. */
export interface DataFile {
  /** Path inside the folder, with `/`. */
  readonly path: string;
  /** Absolute path without a symbolic link on the way. */
  readonly realPath: string;
}

const FORMATS = ['csv', 'tsv', 'parquet', 'json', 'ndjson', 'jsonl'] as const;
export type Format = (typeof FORMATS)[number];

const NAME = /^(?<stem>.+?)\.(?<type>csv|tsv|parquet|json|ndjson|jsonl)(?:(?<!parquet)\.gz)?$/i;

export function isDataFile(name: string): boolean {
  return NAME.test(name);
}

/** The name without what says its format: `flights` for `flights.csv.gz`. */
export function stemOf(name: string): string {
  return NAME.exec(name)?.groups?.['stem'] ?? name;
}

/** What the name says that the file holds. */
export function formatOf({ path }: DataFile): Format {
  const type = NAME.exec(path)?.groups?.['type']?.toLowerCase();
  const format = FORMATS.find((each) => each === type);
  if (format === undefined) throw new Error(`No reader for ${path}.`);
  return format;
}

/** The path for DuckDB, from the folder, which is the child's directory meanwhile: queries can read what paths they open. */
export function localPathOf({ realPath }: DataFile): string {
  return relative(process.cwd(), realPath);
}

/** The same where DuckDB takes paths for patterns: `sales[[]1].csv` is the file `sales[1].csv` and no other. */
export function patternOf(file: DataFile): string {
  return localPathOf(file).replaceAll(/[*?[]/g, '[$&]');
}
