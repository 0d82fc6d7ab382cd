import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteIdentifier, quoteLiteral } from '../quote.ts';
import { typesOfColumns } from './types-of-columns.ts';
import { writtenTypes } from './written-types.ts';

/** Bytes of the longest line, where the file is larger: what DuckDB holds of it counts as the query's memory. */
const LONGEST_LINE = 32_000_000;
const SHORTEST = 2_000_000;
/** Bytes that are read at once. */
const SMALLEST_BUFFER = 32_000_000;

/**
 * The SELECT that reads a CSV. DuckDB finds delimiter and header; fields are quoted as RFC 4180 has it, whether or not its first
 * lines show that, and each column gets the type that every one of its values was written in.
 */
export async function csvReader(
  connection: DuckDBConnection,
  path: string,
  { size, delimiter }: { readonly size: number; readonly delimiter?: string | undefined },
): Promise<string> {
  const line = Math.min(Math.max(size, SHORTEST), LONGEST_LINE);
  const always = `quote = '"', escape = '"', comment = '', skip = 0, max_line_size = ${line},
    buffer_size = ${Math.max(2 * line, SMALLEST_BUFFER)}`;
  const known = delimiter === undefined ? '' : `, delim = ${quoteLiteral(delimiter)}`;
  const sniffed = await connection.runAndReadAll(
    `SELECT Delimiter, HasHeader, Columns FROM sniff_csv(${quoteLiteral(path)}, ${always}${known})`,
  );
  const [found] = sniffed.getRowObjectsJson();
  const separator = typeof found?.['Delimiter'] === 'string' ? found['Delimiter'] : ',';
  const names = namesOf(found?.['Columns']);
  const types = names.map((name) => `${quoteLiteral(name)}: 'VARCHAR'`).join(', ');
  const source = `read_csv(${quoteLiteral(path)}, auto_detect = false, ${always}, hive_partitioning = false,
    delim = ${quoteLiteral(separator)}, header = ${found?.['HasHeader'] === true},
    allow_quoted_nulls = false, columns = {${types}})`;
  const typed = await typesOfColumns(
    connection,
    source,
    names.map((name) => ({ name, text: quoteIdentifier(name), candidates: writtenTypes })),
  );
  const columns = names.map((name) => {
    const [column, type] = [quoteIdentifier(name), typed.get(name)];
    return type === undefined ? column : `CAST(nullif(${column}, '') AS ${type}) AS ${column}`;
  });
  return `SELECT ${columns.join(', ')} FROM ${source}`;
}

function namesOf(columns: unknown): readonly string[] {
  if (!Array.isArray(columns)) return [];
  return columns.flatMap((column: unknown) =>
    typeof column === 'object' && column !== null && 'name' in column ? [String(column.name)] : [],
  );
}
