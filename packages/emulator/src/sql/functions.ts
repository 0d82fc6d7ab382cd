import { SqlError } from './sql-error.ts';
import type { FunctionCall } from './syntax-tree.ts';

/** Table functions that read the data files named in their first argument. */
export const FILE_READERS: ReadonlySet<string> = new Set([
  'parquet_file_metadata',
  'parquet_metadata',
  'parquet_scan',
  'parquet_schema',
  'read_csv',
  'read_csv_auto',
  'read_json',
  'read_json_auto',
  'read_json_objects',
  'read_json_objects_auto',
  'read_ndjson',
  'read_ndjson_auto',
  'read_ndjson_objects',
  'read_parquet',
  'sniff_csv',
]);

const TABLE_FUNCTIONS: ReadonlySet<string> = new Set([
  ...FILE_READERS,
  'generate_series',
  'histogram',
  'histogram_values',
  'json_each',
  'json_tree',
  'pg_timezone_names',
  'range',
  'repeat',
  'repeat_row',
  'summary',
  'unnest',
]);

/** Scalar functions that act on the process or tell where it runs. */
const REFUSED: ReadonlySet<string> = new Set(['current_setting', 'getvariable', 'write_log']);

/**
 * Refuses table functions beyond the known ones. A locked DuckDB still lets a SELECT call functions that act:
 * `enable_logging` writes files and, refused by the file system, ends the process; `query` carries SQL that nobody looked at.
 *
 * @throws SqlError `SqlNotAllowed`
 */
export function refuseUnknownFunctions(calls: readonly FunctionCall[]): void {
  for (const { name, isTable } of calls) {
    if (isTable ? TABLE_FUNCTIONS.has(name) : !REFUSED.has(name)) continue;
    const kind = isTable ? 'table function' : 'function';
    throw new SqlError(
      'SqlNotAllowed',
      `The ${kind} ${name}() is not allowed: queries may read the files of the data folder and nothing else.`,
    );
  }
}
