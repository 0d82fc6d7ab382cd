import fc from 'fast-check';

/** What is checked, and how often. */
export interface Check<T> {
  /** The first lane's seed; the next lanes have the next ones. */
  readonly seed: number;
  readonly scenarios: number;
  /** Runs the one scenario of the first lane that is there. */
  readonly path?: string | undefined;
  readonly onProgress?: (tally: T) => void;
}

/** A scenario that failed; `path` is undefined for what only the end of all of them showed. */
export interface Failure {
  readonly seed: number;
  readonly path: string | undefined;
  readonly report: string;
}

/** Checks a property in several lanes at a time, and gives what failed. */
export async function runInLanes<S>(
  property: fc.IAsyncPropertyWithHooks<[S]>,
  lanes: number,
  { seed, scenarios, path }: Omit<Check<never>, 'onProgress'>,
): Promise<Failure[]> {
  const total = path === undefined ? scenarios : 1;
  const count = Math.min(lanes, total);
  const runs = Array.from({ length: count }, (_, lane) =>
    fc.check(property, {
      seed: seed + lane,
      numRuns: Math.floor(total / count) + (lane < total % count ? 1 : 0),
      // A smaller scenario that fails says little: what happens depends on the moment, too.
      endOnFailure: true,
      ...(path === undefined ? {} : { path }),
    }),
  );
  return (await Promise.all(runs))
    .filter((details) => details.failed)
    .map((details) => ({
      seed: details.seed,
      path: details.counterexamplePath ?? undefined,
      report: `${String(details.errorInstance)}\n${JSON.stringify(details.counterexample)}`,
    }));
}
