import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteIdentifier, quoteLiteral } from '../quote.ts';
import { typesOfColumns, type TextColumn } from './types-of-columns.ts';
import { moments, numbers } from './written-types.ts';

/** Types that DuckDB's guess is right about, whatever the values: JSON says what they are. */
const SURE = /^(BOOLEAN|BIGINT|UBIGINT|VARCHAR|JSON)$/;
const NESTED = /[[(]/;
/** Inside of nested values, texts stay texts. */
const GUESSED_TEXT = /(?<= |^)(DATE|TIME|TIMESTAMP|UUID)(?=[,)[]|$)/g;
/** Bytes of the longest record. */
const LONGEST_RECORD = 128_000_000;

/**
 * The SELECT that reads JSON. DuckDB finds the columns in the whole file; a number or a date that would not be written back as
 * it was stays the text that it is.
 */
export async function jsonReader(
  connection: DuckDBConnection,
  path: string,
  { format }: { readonly format: 'auto' | 'newline_delimited' },
): Promise<string> {
  const from = `${quoteLiteral(path)}, format = '${format}', hive_partitioning = false, maximum_object_size = ${LONGEST_RECORD}`;
  const described = await connection.runAndReadAll(
    `SELECT column_name, column_type FROM (DESCRIBE FROM read_json(${from}, sample_size = -1))`,
  );
  const guessed = described.getRowsJson().map(([name, type]) => ({ name: asText(name), type: asText(type) }));
  const unsure = guessed.filter(({ type }) => !SURE.test(type));
  if (unsure.length === 0) return `FROM read_json(${from}, ${columnsOf(guessed)})`;
  const asJson = guessed.map((column) => (unsure.includes(column) ? { ...column, type: 'JSON' } : column));
  const source = `read_json(${from}, ${columnsOf(asJson)})`;
  const types = await typesOfColumns(connection, source, unsure.map(textColumn));
  const columns = guessed.map((column) => {
    const name = quoteIdentifier(column.name);
    if (!unsure.includes(column)) return name;
    const type = types.get(column.name);
    if (NESTED.test(column.type)) return type === undefined ? name : `CAST(${name} AS ${type}) AS ${name}`;
    return `CAST(${textOf(name)} AS ${type ?? 'VARCHAR'}) AS ${name}`;
  });
  return `SELECT ${columns.join(', ')} FROM ${source}`;
}

function textColumn({ name, type }: Column): TextColumn {
  const column = quoteIdentifier(name);
  if (!NESTED.test(type)) return { name, text: textOf(column), candidates: [...numbers, ...moments] };
  // Longer numbers than a double's are kept by JSON alone.
  const isWritten = String.raw`NOT regexp_matches(c, '\d{16}')`;
  const candidate = { type: type.replaceAll(GUESSED_TEXT, 'VARCHAR'), isWritten };
  return { name, text: `CAST(${column} AS VARCHAR)`, candidates: [candidate] };
}

interface Column {
  readonly name: string;
  readonly type: string;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textOf(column: string): string {
  return `(${column} ->> '$')`;
}

function columnsOf(columns: readonly Column[]): string {
  return `columns = {${columns.map(({ name, type }) => `${quoteLiteral(name)}: ${quoteLiteral(type)}`).join(', ')}}`;
}
