import fc from 'fast-check';
import { Lag } from './lag.ts';
import { runScenario } from './run-scenario.ts';
import { arbitraryScenario } from './scenario.ts';
import { Tally } from './tally.ts';
import { makeWorld, type World } from './world.ts';

/** How many scenarios run at a time: most of their time they wait. */
const lanes = 8;

export interface Check<T = Tally> {
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

/** What came of it. */
export interface Outcome {
  readonly tally: Tally;
  /** What went wrong, and how to see it again. */
  readonly failures: readonly Failure[];
}

/** Runs random scenarios of both clients against an emulator, through connections on which things go wrong. */
export async function checkScenarios({ seed, scenarios, path, onProgress }: Check): Promise<Outcome> {
  await using world = await makeWorld();
  using lag = new Lag();
  const tally = new Tally();
  const property = fc.asyncProperty(arbitraryScenario, async (scenario) => {
    await runScenario(world, lag, tally, scenario);
    onProgress?.(tally);
  });
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
  const failures = (await Promise.all(runs))
    .filter((details) => details.failed)
    .map((details): Failure => ({
      seed: details.seed,
      path: details.counterexamplePath ?? undefined,
      report: `${String(details.errorInstance)}\n${JSON.stringify(details.counterexample)}`,
    }));
  const repeated = await repeatedIn(world);
  if (repeated.length > 0)
    failures.push({ seed, path: undefined, report: `Carried out twice: ${repeated.join(', ')}` });
  return { tally, failures };
}

/** What was carried out more than once in the end, however late it arrived. */
async function repeatedIn({ events, commands, direct }: World): Promise<readonly string[]> {
  const groups = await direct.mode.groups.list().toArray();
  const names = groups.map(({ name }) => String(name));
  return [
    ...events.repeated(),
    ...commands.repeated(),
    ...names.filter((name, at) => names.indexOf(name) !== at),
  ];
}
