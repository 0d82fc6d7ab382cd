import type { Issue } from '../contract.ts';
import { judgeOf, type Judge, type Reading } from '../judge/judge-of.ts';
import type { Operation } from '../operation.ts';

const judges = { lenient: new WeakMap<Operation, Judge>(), strict: new WeakMap<Operation, Judge>() };

/** Judges an answer as clients do: unknown keys and new words of open enums are fine. Changes nothing. */
export function judge(operation: Operation, answer: unknown): readonly Issue[] {
  return judgeOfAnswers(operation, 'lenient')(answer);
}

/** Judges an answer that we wrote ourselves, as the emulator does: what the contract does not say is an issue. */
export function judgeStrictly(operation: Operation, answer: unknown): readonly Issue[] {
  return judgeOfAnswers(operation, 'strict')(answer);
}

function judgeOfAnswers(operation: Operation, reading: Reading): Judge {
  let known = judges[reading].get(operation);
  if (!known) judges[reading].set(operation, (known = judgeOf(operation.output, operation.shapes, reading)));
  return known;
}
