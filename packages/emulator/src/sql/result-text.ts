import type { Column, Row } from './column.ts';
import { csvHeader, csvRow } from './csv.ts';
import { jsonOf } from './json-value.ts';

/** What a result is written from: its columns and its rows as they come. */
export interface Rows {
  readonly columns: readonly Column[];
  readonly chunks: AsyncIterable<readonly Row[]>;
}

/** A result as CSV (RFC 4180, with a header row), piece by piece. */
export async function* csvText({ columns, chunks }: Rows): AsyncGenerator<string> {
  yield csvHeader(columns);
  for await (const rows of chunks) yield rows.map(csvRow).join('');
}

/** A result as a JSON array of row objects, piece by piece; keys keep the order of the columns. */
export async function* jsonText({ columns, chunks }: Rows): AsyncGenerator<string> {
  const keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  let before = '[';
  for await (const rows of chunks) {
    if (rows.length === 0) continue;
    yield before + rows.map((row) => jsonRow(row, columns, keys)).join(',');
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function jsonRow(row: Row, columns: readonly Column[], keys: readonly string[]): string {
  const fields = columns.map(({ kind }, i) => keys[i] + jsonOf(row[i] ?? null, kind));
  return `{${fields.join(',')}}`;
}
