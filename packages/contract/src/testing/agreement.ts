import { deepStrictEqual } from 'node:assert';
import * as fc from 'fast-check';
import type { Issue } from '../contract.ts';
import { judgeOf } from '../judge/judge-of.ts';
import type { WrittenOperation } from '../operation.ts';
import { dataOf } from '../print/data/data-of.ts';
import { arbitraryOf } from './arbitrary-of.ts';
import { mutated } from './mutated.ts';
import { zodJudge } from './zod/zod-judge.ts';

/** How much of a run was judged right and wrong: a run without wrong values would say little. */
export interface Judged {
  readonly cases: number;
  readonly wrong: number;
}

/**
 * The property that the printed judge says what zod says, of inputs and answers, strictly and leniently read: the same
 * verdict, the same paths, the same words. Values are such as the schema takes, and the same with things changed in them.
 *
 * @throws Error with the smallest value on which they differ.
 */
export function agreeing(operations: readonly WrittenOperation[], casesEach: number, seed?: number): Judged {
  const judged = { cases: 0, wrong: 0 };
  for (const operation of operations) {
    const data = dataOf(operation);
    for (const side of ['input', 'output'] as const) {
      for (const reading of ['strict', 'lenient'] as const) {
        const [ours, zods] = [judgeOf(data[side], data.shapes, reading), zodJudge(operation[side], reading)];
        const told = `${operation.id}, ${side}, ${reading}`;
        fc.assert(
          fc.property(mutated(arbitraryOf<unknown>(operation[side])), (value) => {
            const expected = sorted(zods(value));
            deepStrictEqual(sorted(ours(value)), expected, told);
            judged.cases++;
            if (expected.length > 0) judged.wrong++;
          }),
          { numRuns: casesEach, ...(seed !== undefined && { seed }) },
        );
      }
    }
  }
  return judged;
}

/** Which of two issues comes first, and that one is told twice, says nothing. */
function sorted(issues: readonly Issue[]): readonly string[] {
  return [...new Set(issues.map(({ path, message }) => `${path}: ${message}`))].toSorted();
}
