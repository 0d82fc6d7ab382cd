import fc from 'fast-check';
import { runInLanes, type Check, type Failure } from '../run-in-lanes.ts';
import { Lag } from './lag.ts';
import { runScenario } from './run-scenario.ts';
import { arbitraryScenario } from './scenario.ts';
import { Tally } from './tally.ts';
import { makeWorld, type World } from './world.ts';

/** How many scenarios run at a time: most of their time they wait. */
const lanes = 8;

/** What came of it. */
export interface Outcome {
  readonly tally: Tally;
  /** What went wrong, and how to see it again. */
  readonly failures: readonly Failure[];
}

/** Runs random scenarios of both clients against an emulator, through connections on which things go wrong. */
export async function checkScenarios({ seed, scenarios, path, onProgress }: Check<Tally>): Promise<Outcome> {
  await using world = await makeWorld();
  using lag = new Lag();
  const tally = new Tally();
  const property = fc.asyncProperty(arbitraryScenario, async (scenario) => {
    await runScenario(world, lag, tally, scenario);
    onProgress?.(tally);
  });
  const failures = await runInLanes(property, lanes, { seed, scenarios, path });
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
