import fc from 'fast-check';
import { arbitraryDelay, arbitraryFault, orNothing, type Places } from '../proxy/arbitrary-mischief.ts';
import type { Direction, Plan } from '../proxy/mischief.ts';
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

const places: Places = {
  // Within the headers more often than within the body: that is where most of a small call's bytes are.
  after: fc.oneof({ weight: 3, arbitrary: fc.nat(700) }, { weight: 2, arbitrary: fc.nat(40_000) }),
  chunk: fc.nat(6),
};

/** Half of the connections are left alone in each direction. */
const mischief = (direction: Direction) =>
  orNothing(
    fc.oneof(
      { weight: 1, arbitrary: arbitraryDelay(direction) },
      { weight: 4, arbitrary: arbitraryFault(direction, places) },
    ),
  );

/** What happens to the connections, in their order; those after the last are left alone. */
const plans: fc.Arbitrary<readonly Plan[]> = fc.array(
  fc.record({ request: mischief('request'), response: mischief('response') }),
  { minLength: 3, maxLength: 12, size: 'max' },
);

export const arbitraryScenario: fc.Arbitrary<Scenario> = fc.record({
  steps: fc.array(fc.array(plannedCall, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 6 }),
  connections: plans,
});
