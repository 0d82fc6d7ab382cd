import type { Row } from '../column.ts';
import type { FormField } from '../liquid/form-field.ts';
import type { runQuery } from '../run-query.ts';
import { SqlError } from '../sql-error.ts';
import type { Answer, QueryTask, Task } from './task.ts';

/** Characters of rows that travel at once. */
const PIECE = 250_000;
/** Characters of one row, at most: the emulator's own memory holds a few of them. */
const LONGEST_ROW = 64_000_000;

type CarryOut = (signal: AbortSignal) => AsyncGenerator<Answer, void> | Generator<Answer, void>;

/** Loads what a task needs, which takes a while at the first of its kind; what it returns does the task. */
export async function prepare(task: Task): Promise<CarryOut> {
  if (task.do === 'query') {
    const { runQuery } = await import('../run-query.ts');
    return (signal) => query(task, runQuery, signal);
  }
  const { readFormFields, renderSql } = await import('../liquid/render-sql.ts');
  return function* () {
    if (task.do === 'render') yield { sql: renderSql(task.source, task.values).sql };
    else
      for (const source of task.sources)
        yield { fields: fieldsOf(() => readFormFields(source, task.definitions)) };
  };
}

/** A query whose form is wrong fails when it runs. */
function fieldsOf(read: () => readonly FormField[]): readonly FormField[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof SqlError) return [];
    throw error;
  }
}

async function* query(
  { sql, limit, folder, memory, threads }: QueryTask,
  run: typeof runQuery,
  signal: AbortSignal,
): AsyncGenerator<Answer, void> {
  await using result = await run({ sql, limit, signal }, folder, { memoryLimit: `${memory}B`, threads });
  yield { columns: result.columns };
  for await (const rows of result.chunks) for (const piece of pieces(rows)) yield { rows: piece };
}

/** @throws SqlError for a row that is too long */
function* pieces(rows: readonly Row[]): Generator<readonly Row[], void> {
  let piece: Row[] = [];
  let length = 0;
  for (const row of rows) {
    const own = row.reduce((sum, text) => sum + (text?.length ?? 0) + 4, 0);
    if (own > LONGEST_ROW) {
      throw new SqlError('ResourceFailure', `A row of the result is longer than ${LONGEST_ROW} characters.`);
    }
    if (length + own > PIECE && piece.length > 0) {
      yield piece;
      [piece, length] = [[], 0];
    }
    piece.push(row);
    length += own;
  }
  if (piece.length > 0) yield piece;
}
