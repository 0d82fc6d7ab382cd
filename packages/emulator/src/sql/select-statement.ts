import { StatementType } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { fromDuckDb } from './duckdb-error.ts';
import { SqlError } from './sql-error.ts';

/**
 * Prepares the one SELECT statement that the SQL must be, judged by DuckDB's own statement type, on a locked connection.
 *
 * @throws SqlError `SqlNotAllowed`; what DuckDB throws where the SQL does not parse or bind
 */
export async function prepareSelect(
  connection: DuckDBConnection,
  sql: string,
): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw notAllowed(`Only one statement is allowed, not ${statements.count}`);
  const statement = await statements.prepare(0);
  const type = statement.statementType;
  if (type === StatementType.SELECT) return statement;
  throw notAllowed(`Only SELECT statements are allowed: this is ${StatementType[type]}`);
}

/** Why SQL that does not parse as SELECT is not run: its syntax error, or that it is something else. */
export async function refusalOf(connection: DuckDBConnection, sql: string): Promise<SqlError> {
  try {
    await prepareSelect(connection, sql);
  } catch (error) {
    // What else DuckDB has to say, of tables and paths, is beside the point.
    if (error instanceof SqlError || fromDuckDb(error).code === 'SqlSyntaxError') return fromDuckDb(error);
  }
  return notAllowed('Only SELECT statements are allowed');
}

function notAllowed(sentence: string): SqlError {
  return new SqlError('SqlNotAllowed', `${sentence}.`);
}
