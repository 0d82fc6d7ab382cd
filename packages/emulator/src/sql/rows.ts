import type { DuckDBDataChunk, DuckDBPreparedStatement, DuckDBResult } from '@duckdb/node-api';
import { kindOf } from './column.ts';
import type { Column, Row } from './column.ts';
import { textFor } from './value-text.ts';

type ToText = ReturnType<typeof textFor>;

export function columnsOf(result: DuckDBResult): readonly Column[] {
  const names = result.deduplicatedColumnNames();
  return result.columnTypes().map((type, i) => {
    return { name: names[i] ?? '', type: type.alias ?? String(type), kind: kindOf(type) };
  });
}

/**
 * The rows of a streaming result, at most `limit`, until `ending` aborts. Throws what DuckDB throws where the query fails on the
 * way.
 */
export async function* rowsOf(
  result: DuckDBResult,
  statement: DuckDBPreparedStatement,
  limit: number,
  ending: AbortSignal,
): AsyncGenerator<readonly Row[], void> {
  const texts = result.columnTypes().map(textFor);
  const streams = result.isStreaming;
  for (let left = limit; left > 0;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) {
      if (streams && !result.isStreaming && !ending.aborted) await explainFailure(statement);
      return;
    }
    const rows = rowsOfChunk(chunk, texts);
    yield rows.length > left ? rows.slice(0, left) : rows;
    left -= rows.length;
  }
}

/**
 * A query that fails on the way looks to `fetchChunk` like one that is finished; only `isStreaming` turns false. The binding
 * does not give the error's text, so the statement runs again, all at once, to be told.
 */
async function explainFailure(statement: DuckDBPreparedStatement): Promise<never> {
  await statement.run();
  throw new Error('The warehouse stopped before the last row.');
}

function rowsOfChunk(chunk: DuckDBDataChunk, texts: readonly ToText[]): readonly Row[] {
  const columns = texts.map((text, i) => {
    return chunk.getColumnValues(i).map((value) => (value === null ? null : text(value)));
  });
  return Array.from({ length: chunk.rowCount }, (_, row) => columns.map((column) => column[row] ?? null));
}
