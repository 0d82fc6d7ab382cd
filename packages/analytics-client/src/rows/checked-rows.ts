import { RowError } from '../errors/row-error.ts';
import type { SchemaIssue, StandardSchema } from './standard-schema.ts';

/** Rows that are checked before the first of them is given: few, so that few are in memory together. */
const together = 64;

/**
 * Rows as a schema reads them.
 *
 * @throws RowError at the first that it does not take.
 */
export async function* checkedRows<T>(
  batches: AsyncIterable<Iterable<unknown>>,
  schema: StandardSchema<T>,
): AsyncGenerator<readonly T[], void, undefined> {
  let count = 0;
  for await (const batch of batches) {
    let checked: T[] = [];
    try {
      for (const row of batch) {
        count += 1;
        const judged = schema['~standard'].validate(row);
        const result = judged instanceof Promise ? await judged : judged;
        if (result.issues !== undefined) throw rowError(count, result.issues);
        checked.push(result.value);
        if (checked.length < together) continue;
        yield checked;
        checked = [];
      }
    } catch (error) {
      // What came before the row that is wrong is given first.
      if (checked.length > 0) yield checked;
      throw error;
    }
    yield checked;
  }
}

function rowError(row: number, issues: readonly SchemaIssue[]): RowError {
  return new RowError(
    row,
    issues.map(({ path = [], message }) => ({ path: path.map(stepOf).join('.'), message })),
  );
}

function stepOf(step: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof step === 'object' ? step.key : step);
}
