import type { Judge, Reading } from '../../judge/judge-of.ts';
import type { Schema } from '../../operation.ts';
import { issuesOf } from './issues.ts';
import { lenient } from './lenient.ts';
import { strict } from './strict.ts';

/** What zod itself says of a value, in our words: what the printed judge is held against. */
export function zodJudge(schema: Schema, reading: Reading): Judge {
  const read = zodReading(schema, reading);
  return (value) => {
    const result = read._zod.run({ value, issues: [] }, { async: false, reportInput: true });
    if (result instanceof Promise) throw new TypeError('A schema of an operation must not be asynchronous.');
    return issuesOf(result.issues);
  };
}

/** A schema made into another, under the rules of one reading. */
export function zodReading(schema: Schema, reading: Reading): ReturnType<typeof strict> {
  return reading === 'strict' ? strict(schema) : lenient(schema);
}
