import fc from 'fast-check';
import type { Direction, Mischief } from './mischief.ts';

/** Where mischief takes place. */
export interface Places {
  /** After how many bytes a connection is cut. */
  readonly after: fc.Arbitrary<number>;
  /** After how many bytes at least it falls silent. Default 0. */
  readonly silentFrom?: number;
  /** Which chunk comes twice. */
  readonly chunk: fc.Arbitrary<number>;
  /** How many of its first bytes, where it is not all. */
  readonly first?: fc.Arbitrary<number>;
}

export function arbitraryDelay(direction: Direction): fc.Arbitrary<Mischief> {
  return fc.record({
    kind: fc.constant('delay' as const),
    direction: fc.constant(direction),
    milliseconds: fc.integer({ min: 1, max: 150 }),
  });
}

/** What goes wrong at one place. Repeated chunks are of responses only, since a repeated request is a second one to any server. */
export function arbitraryFault(direction: Direction, places: Places): fc.Arbitrary<Mischief> {
  const { after, chunk, silentFrom = 0 } = places;
  const cuts = (['drop', 'reset', 'halfClose', 'truncate'] as const).map((kind) =>
    fc.record({
      kind: fc.constant(kind),
      direction: fc.constant(direction),
      after: kind === 'drop' ? after.map((bytes) => bytes + silentFrom) : after,
    }),
  );
  if (direction === 'request') return fc.oneof(...cuts);
  const [kind, response] = [fc.constant('duplicate' as const), fc.constant(direction)];
  const whole = fc.record({ kind, direction: response, chunk });
  if (places.first === undefined) return fc.oneof(...cuts, whole);
  return fc.oneof(...cuts, whole, fc.record({ kind, direction: response, chunk, first: places.first }));
}

/** This with a probability of one half. */
export function orNothing<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof(fc.constant(undefined), arbitrary);
}
