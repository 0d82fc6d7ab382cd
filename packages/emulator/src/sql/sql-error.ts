/**
 * Why a query failed, in the words that Mode Analytics writes into a query run's `error_code`. The first three were seen on the
 * platform; the others follow their pattern.
 *
 * Source: query run fields `error_code` and `error_message` (observed), names beyond those inferred.
 */
export type SqlErrorCode =
  | 'SqlUnknownColumn'
  | 'SqlUnknownFunction'
  | 'ResourceFailure'
  | 'SqlUnknownTable'
  | 'SqlSyntaxError'
  | 'SqlTypeError'
  | 'SqlNotAllowed'
  | 'SqlExecutionError'
  | 'LiquidSyntaxError';

/** A query that could not be rendered or run. `message` is the warehouse's own text where the warehouse spoke. */
export class SqlError extends Error {
  readonly code: SqlErrorCode;

  constructor(code: SqlErrorCode, message: string) {
    super(message);
    this.name = 'SqlError';
    this.code = code;
  }
}
