import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteIdentifier } from '../quote.ts';
import type { WrittenType } from './written-types.ts';

/** A column of texts and the types that it may have. */
export interface TextColumn {
  readonly name: string;
  /** SQL of its text, over a row of the source. */
  readonly text: string;
  readonly candidates: readonly WrittenType[];
}

/** Rows that most candidates do not outlive, so that few are tried on the rest. */
const SAMPLE = 1000;

/**
 * The type of each column by name, as every row of `source` (SQL behind FROM) has it; none where only text will do. Reads the
 * source to its end.
 */
export async function typesOfColumns(
  connection: DuckDBConnection,
  source: string,
  columns: readonly TextColumn[],
): Promise<ReadonlyMap<string, string>> {
  const possible = await survivors(connection, `(FROM ${source} LIMIT ${SAMPLE})`, columns);
  const certain = await survivors(connection, source, possible);
  return new Map(certain.flatMap(({ name, candidates: [first] }) => (first ? [[name, first.type]] : [])));
}

/** The columns with the candidates that all their values agree to; a column without values has none. */
async function survivors(
  connection: DuckDBConnection,
  source: string,
  columns: readonly TextColumn[],
): Promise<readonly TextColumn[]> {
  const judged = columns.filter(({ candidates }) => candidates.length > 0);
  const texts = judged.map(({ text }, at) => `nullif(${text}, '') AS ${quoteIdentifier(`c${at}`)}`);
  const judgements = judged.flatMap(({ candidates }, at) =>
    candidates.map(({ isWritten }) => {
      const c = quoteIdentifier(`c${at}`);
      return `bool_and(coalesce(${isWritten.replaceAll(/\bc\b/g, c)}, false)) FILTER (${c} IS NOT NULL)`;
    }),
  );
  const inner = `(SELECT ${texts.length === 0 ? '1' : texts.join(', ')} FROM ${source})`;
  const reader = await connection.runAndReadAll(
    `SELECT ${['count(*)', ...judgements].join(', ')} FROM ${inner}`,
  );
  const [, ...verdicts] = reader.getRows()[0] ?? [];
  let at = 0;
  return judged.map((column) => ({
    ...column,
    candidates: column.candidates.filter(() => verdicts[at++] === true),
  }));
}
