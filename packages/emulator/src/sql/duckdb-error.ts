import { homedir } from 'node:os';
import { SqlError } from './sql-error.ts';
import type { SqlErrorCode } from './sql-error.ts';

/** First match wins; the texts are those of DuckDB 1.5, whose error type leads the message. */
const CODES: readonly (readonly [RegExp, SqlErrorCode])[] = [
  [/^Parser Error/, 'SqlSyntaxError'],
  [/^Binder Error: (Referenced (column|table) |.* does not have a column named)/, 'SqlUnknownColumn'],
  [/^Catalog Error: .*Function with name/, 'SqlUnknownFunction'],
  [/^Catalog Error: (Table|View|Schema)/, 'SqlUnknownTable'],
  [/^Permission Error/, 'SqlNotAllowed'],
  [/^Out of Memory Error/, 'ResourceFailure'],
  [/^(Binder|Conversion|Mismatch Type|Out of Range) Error/, 'SqlTypeError'],
];

/** Turns what DuckDB threw into a `SqlError`: its own text, with `folders` (absolute) cut down to what they hold. */
export function fromDuckDb(error: unknown, folders: readonly string[] = []): SqlError {
  if (error instanceof SqlError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const message = withoutFolders(text.replace(/^Failed to extract statements: /, ''), folders).trimEnd();
  const code = CODES.find(([pattern]) => pattern.test(message))?.[1] ?? 'SqlExecutionError';
  return new SqlError(code, message);
}

function withoutFolders(text: string, folders: readonly string[]): string {
  // A longer path may contain a shorter one, so it is cut first.
  const longestFirst = folders.filter((folder) => folder.length > 1).toSorted((a, b) => b.length - a.length);
  const cut = longestFirst.reduce(
    (rest, path) => rest.replaceAll(`${path}/`, '').replaceAll(path, '.'),
    text,
  );
  const home = homedir();
  return home.length > 1 ? cut.replaceAll(`${home}/`, '~/') : cut;
}
