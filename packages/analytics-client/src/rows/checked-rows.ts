import { RowError } from '../errors/row-error.ts';
import type { StandardSchema } from './standard-schema.ts';

/**
 * Rows as a schema reads them.
 *
 * @throws RowError at the first that it does not take.
 */
export async function* checkedRows<T>(
  rows: AsyncIterable<unknown>,
  schema: StandardSchema<T>,
): AsyncGenerator<T, void, undefined> {
  let count = 0;
  for await (const row of rows) {
    count += 1;
    const judged = schema['~standard'].validate(row);
    const result = judged instanceof Promise ? await judged : judged;
    if (result.issues === undefined) {
      yield result.value;
      continue;
    }
    throw new RowError(
      count,
      result.issues.map(({ path = [], message }) => ({ path: path.map(stepOf).join('.'), message })),
    );
  }
}

function stepOf(step: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof step === 'object' ? step.key : step);
}
