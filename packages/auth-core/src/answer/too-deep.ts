import { BodyError } from '../errors/body-error.ts';
import type { CallFacts } from '../errors/bimodal-error.ts';

/** What went wrong while an answer was looked at: nests it deeper than the stack, that is the answer's fault. */
export function orTooDeep(facts: CallFacts, error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  return new BodyError(
    `${facts.operation}: the answer is JSON that nests too deep to be looked at. Nothing of it is returned.`,
    { ...facts, retryable: false, fault: 'too large' },
  );
}
