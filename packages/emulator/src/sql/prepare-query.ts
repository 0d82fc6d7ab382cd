import type { DuckDBPreparedStatement } from '@duckdb/node-api';
import { localPathOf, patternOf } from './data-file.ts';
import { fromDuckDb } from './duckdb-error.ts';
import { nameFileArguments, setFileVariables } from './file-arguments.ts';
import type { FolderListing } from './folder.ts';
import { refuseUnknownFunctions } from './functions.ts';
import { createViews, findTables } from './open-tables.ts';
import { prepareSelect, refusalOf } from './select-statement.ts';
import type { Session } from './session.ts';
import { SqlError } from './sql-error.ts';
import { refuseSystemTables } from './system-tables.ts';
import { parseSelect } from './syntax-tree.ts';

/**
 * Looks at the SQL, opens the files that it mentions and no others, locks the session, and prepares the statement.
 *
 * @throws SqlError, or what DuckDB throws
 */
export async function prepareQuery(
  session: Session,
  sql: string,
  folder: FolderListing,
): Promise<DuckDBPreparedStatement> {
  // DuckDB would stop reading there, and judge something else than what was parsed.
  if (sql.includes('\0')) throw new SqlError('SqlSyntaxError', 'The query contains a NUL character.');
  const tree = await parseSelect(session.connection, sql);
  if (tree === undefined) {
    await session.lock([]);
    throw await refusalOf(session.connection, sql);
  }
  if (tree.statements === 0) throw new SqlError('SqlSyntaxError', 'The query is empty.');
  refuseUnknownFunctions(tree.functions);
  refuseSystemTables(tree.mentioned, folder);
  const named = nameFileArguments(sql, tree, folder);
  const { tables, problems } = findTables(tree.tables, folder);
  await setFileVariables(session.connection, named.files);
  const files = [...named.files.values(), ...tables.map(({ file }) => file)];
  // DuckDB asks for both: the pattern, and what it comes to.
  await session.lock(files.flatMap((file) => [localPathOf(file), patternOf(file)]));
  const unreadable = await createViews(session.connection, tables);
  try {
    return await prepareSelect(session.connection, named.sql);
  } catch (error) {
    const { code } = fromDuckDb(error);
    const nameIsMissing = code === 'SqlUnknownTable' || code === 'SqlNotAllowed';
    throw (nameIsMissing ? [...problems, ...unreadable][0] : undefined) ?? error;
  }
}
