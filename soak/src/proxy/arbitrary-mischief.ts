import fc from 'fast-check';
import type { Mischief } from './mischief.ts';

const direction = fc.constantFrom('request' as const, 'response' as const);
/** Within the headers more often than within the body: that is where most of a small call's bytes are. */
const after = fc.oneof({ weight: 3, arbitrary: fc.nat(700) }, { weight: 2, arbitrary: fc.nat(40_000) });

/** One of the faults; repeated chunks are of responses only, since a repeated request is a second one to any server. */
const mischief: fc.Arbitrary<Mischief> = fc.oneof(
  fc.record({
    kind: fc.constant('delay' as const),
    direction,
    milliseconds: fc.integer({ min: 1, max: 150 }),
  }),
  ...(['drop', 'reset', 'halfClose', 'truncate'] as const).map((kind) =>
    fc.record({ kind: fc.constant(kind), direction, after }),
  ),
  fc.record({
    kind: fc.constant('duplicate' as const),
    direction: fc.constant('response' as const),
    chunk: fc.nat(6),
  }),
);

/** What happens to the connections of a scenario, in their order; those after the last are left alone. */
export const arbitraryMischiefs: fc.Arbitrary<readonly (Mischief | undefined)[]> = fc.array(
  // One connection in three is left alone.
  fc.option(mischief, { nil: undefined, freq: 3 }),
  { minLength: 3, maxLength: 12, size: 'max' },
);
