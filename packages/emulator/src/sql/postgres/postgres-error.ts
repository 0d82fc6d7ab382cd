import pg from 'pg';
import { SqlError } from '../sql-error.ts';
import type { SqlErrorCode } from '../sql-error.ts';

/** By SQLSTATE. */
const codes: Readonly<Record<string, SqlErrorCode>> = {
  '42703': 'SqlUnknownColumn',
  '42883': 'SqlUnknownFunction',
  '42P01': 'SqlUnknownTable',
  '42601': 'SqlSyntaxError',
  '42804': 'SqlTypeError',
  '22P02': 'SqlTypeError',
  '42501': 'SqlNotAllowed',
  '25006': 'SqlNotAllowed',
};

/** What PostgreSQL said, as its JDBC driver words it. `ahead` is how many characters stood before the query's own. */
export function fromPostgres(error: unknown, ahead: number): SqlError {
  if (error instanceof SqlError) return error;
  if (!(error instanceof pg.DatabaseError)) {
    // Not the error's own text: it may name a host, and with it a password never, but nothing that helps either.
    return new SqlError('ResourceFailure', 'The connection attempt failed.');
  }
  const position = Number(error.position) - ahead;
  const place = position > 0 ? `\n  Position: ${position}` : '';
  const code = codes[error.code ?? ''] ?? 'SqlExecutionError';
  return new SqlError(code, `${error.severity ?? 'ERROR'}: ${error.message}${place}`);
}
