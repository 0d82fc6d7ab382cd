import fc from 'fast-check';
import { arbitraryPlans } from '../proxy/arbitrary-mischief.ts';
import type { Plan } from '../proxy/mischief.ts';
import { kinds, type KindName } from './kinds.ts';

/** One call of a scenario. */
export interface PlannedCall {
  readonly kind: KindName;
  /** Milliseconds. */
  readonly timeout: number;
  readonly retries: number;
  /** Milliseconds after which its caller aborts it; undefined for never. */
  readonly abortAfter: number | undefined;
}

/** Calls that follow each other, some at the same time, and what happens to their connections. */
export interface Scenario {
  readonly steps: readonly (readonly PlannedCall[])[];
  readonly connections: readonly Plan[];
}

const plannedCall: fc.Arbitrary<PlannedCall> = fc.record({
  kind: fc.constantFrom(...(Object.keys(kinds) as KindName[])),
  timeout: fc.constantFrom(500, 1000, 2000),
  retries: fc.nat(2),
  abortAfter: fc.oneof(
    { weight: 12, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.nat(200) },
  ),
});

export const arbitraryScenario: fc.Arbitrary<Scenario> = fc.record({
  steps: fc.array(fc.array(plannedCall, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 6 }),
  connections: arbitraryPlans,
});
