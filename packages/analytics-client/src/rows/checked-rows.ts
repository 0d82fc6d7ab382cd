import { RowError } from '../errors/row-error.ts';
import type { StandardSchema } from './standard-schema.ts';

/**
 * Rows as a schema reads them.
 *
 * @throws RowError at the first that it does not take.
 */
export async function* checkedRows<T>(
  batches: AsyncIterable<readonly unknown[]>,
  schema: StandardSchema<T>,
): AsyncGenerator<readonly T[], void, undefined> {
  let count = 0;
  for await (const batch of batches) {
    const checked: T[] = [];
    for (const row of batch) {
      count += 1;
      const judged = schema['~standard'].validate(row);
      const result = judged instanceof Promise ? await judged : judged;
      if (result.issues !== undefined) {
        // What came before the row that is wrong is given first.
        if (checked.length > 0) yield checked;
        const issues = result.issues.map(({ path = [], message }) => ({
          path: path.map(stepOf).join('.'),
          message,
        }));
        throw new RowError(count, issues);
      }
      checked.push(result.value);
    }
    yield checked;
  }
}

function stepOf(step: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof step === 'object' ? step.key : step);
}
