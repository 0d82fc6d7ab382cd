import fc from 'fast-check';
import type { Mischief, Plan } from './mischief.ts';

/** Within the headers more often than within the body: that is where most of a small call's bytes are. */
const after = fc.oneof({ weight: 3, arbitrary: fc.nat(700) }, { weight: 2, arbitrary: fc.nat(40_000) });

const common = (direction: Mischief['direction']): readonly fc.Arbitrary<Mischief>[] => [
  fc.record({
    kind: fc.constant('delay' as const),
    direction: fc.constant(direction),
    milliseconds: fc.integer({ min: 1, max: 150 }),
  }),
  ...(['drop', 'reset', 'halfClose', 'truncate'] as const).map((kind) =>
    fc.record({ kind: fc.constant(kind), direction: fc.constant(direction), after }),
  ),
];

/** Repeated chunks are of responses only, since a repeated request is a second one to any server. */
const duplicate: fc.Arbitrary<Mischief> = fc.record({
  kind: fc.constant('duplicate' as const),
  direction: fc.constant('response' as const),
  chunk: fc.nat(6),
});

const nothing = fc.constant(undefined);

/** What happens to one connection: half of them are left alone in each direction. */
const plan: fc.Arbitrary<Plan> = fc.record({
  request: fc.oneof(
    { weight: 1, arbitrary: nothing },
    { weight: 1, arbitrary: fc.oneof(...common('request')) },
  ),
  response: fc.oneof(
    { weight: 1, arbitrary: nothing },
    { weight: 1, arbitrary: fc.oneof(...common('response'), duplicate) },
  ),
});

/** What happens to the connections of a scenario, in their order; those after the last are left alone. */
export const arbitraryPlans: fc.Arbitrary<readonly Plan[]> = fc.array(plan, {
  minLength: 3,
  maxLength: 12,
  size: 'max',
});
