import type { Issue } from '../contract.ts';
import { plainCopy } from '../encode/plain-copy.ts';
import type { Operation } from '../operation.ts';
import { judgeBy, type Judge } from '../readings/judge.ts';
import { lenient } from '../readings/lenient.ts';
import { strict } from '../readings/strict.ts';

const lenientJudges = new WeakMap<Operation, Judge>();
const strictJudges = new WeakMap<Operation, Judge>();

/** Judges an answer as clients do: unknown keys and new words of open enums are fine. Changes nothing. */
export function judge(operation: Operation, answer: unknown): readonly Issue[] {
  let judging = lenientJudges.get(operation);
  if (!judging) lenientJudges.set(operation, (judging = judgeBy(lenient(operation.output))));
  return withoutInherited(judging, answer);
}

/** Judges an answer that we wrote ourselves, as the emulator does: what the contract does not say is an issue. */
export function judgeStrictly(operation: Operation, answer: unknown): readonly Issue[] {
  let judging = strictJudges.get(operation);
  if (!judging) strictJudges.set(operation, (judging = judgeBy(strict(operation.output))));
  return withoutInherited(judging, answer);
}

/** zod reads inherited keys too: what a polluted prototype adds to an answer is not the platform's. */
function withoutInherited(judging: Judge, answer: unknown): readonly Issue[] {
  const issues = judging(answer);
  return issues.length === 0 ? issues : judging(plainCopy(answer).value);
}
