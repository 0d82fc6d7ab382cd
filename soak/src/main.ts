import { checkJudge } from './judge/check-judge.ts';
import { readArguments, usage, type Arguments } from './arguments.ts';
import { checkKills } from './kills/check-kills.ts';
import type { Failure } from './run-in-lanes.ts';
import { checkScenarios } from './scenarios/check-scenarios.ts';
import { checkStreams } from './streams/check-streams.ts';

/** How often progress is told. */
const every = 100;

process.exitCode = await main();

async function main(): Promise<number> {
  let given: Arguments;
  try {
    given = readArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return 2;
  }
  const { seed, kills } = given;
  print(`soak: seed ${seed}, Node ${process.version}`);
  const began = performance.now();
  let failures = given.scenarios > 0 ? await scenarios(given) : 0;
  if (given.streams > 0) failures += await streams(given);
  // Both at once: most of a kill's time a process starts.
  const both = kills > 0 ? await Promise.all([killed('ws', kills, seed), killed('mqtt', kills, seed)]) : [];
  failures += both.reduce((sum, each) => sum + each, 0);
  failures += judged(given);
  const took = Math.round((performance.now() - began) / 1000);
  print(`soak: ${failures === 0 ? 'passed' : `FAILED (${failures})`} in ${took} s, seed ${seed}`);
  return failures === 0 ? 0 : 1;
}

async function scenarios({ seed, scenarios: count, path }: Arguments): Promise<number> {
  const began = performance.now();
  const { tally, failures } = await checkScenarios({
    seed,
    scenarios: count,
    path,
    onProgress: ({ scenarios: done }) => tellProgress(done, 'scenarios'),
  });
  tellFailures(failures, '--scenarios', '--path', count);
  print(`network: ${String(tally)}; ${failures.length} failures (${seconds(began)})`);
  return failures.length;
}

async function streams({ seed, streams: count, streamPath: path }: Arguments): Promise<number> {
  const began = performance.now();
  const { tally, failures } = await checkStreams({
    seed,
    scenarios: count,
    path,
    onProgress: ({ scenarios: done }) => tellProgress(done, 'scenarios of streams'),
  });
  tellFailures(failures, '--streams', '--stream-path', count);
  print(`streams: ${String(tally)}; ${failures.length} failures (${seconds(began)})`);
  return failures.length;
}

function tellProgress(done: number, what: string): void {
  if (done % every === 0) process.stderr.write(`soak: ${done} ${what}\n`);
}

/** @param all the option for how many are run. @param one that by which one is run again. */
function tellFailures(failures: readonly Failure[], all: string, one: string, count: number): void {
  for (const { seed, path, report } of failures) {
    const which = path === undefined ? `${all} ${count}` : `${one} ${path}`;
    print(`\n${report}\nAgain: pnpm soak --seed ${seed} ${which}\n`);
  }
}

async function killed(transport: 'ws' | 'mqtt', kills: number, seed: number): Promise<number> {
  const began = performance.now();
  const outcome = await checkKills({ transport, kills, seed });
  const { accepted, received, lost, isInOrder } = outcome;
  const order = isInOrder ? 'in order' : 'OUT OF ORDER';
  print(
    `kills over ${transport}: ${kills} kills, ${accepted} events accepted, ${received} arrivals, ${order}, ${lost.length} lost (${seconds(began)})`,
  );
  return lost.length + (isInOrder ? 0 : 1);
}

function judged({ seed, judgements }: Arguments): number {
  if (judgements === 0) return 0;
  const began = performance.now();
  const { cases, wrong, failure } = checkJudge(judgements, seed);
  if (failure !== undefined)
    print(`\n${failure}\nAgain: pnpm soak --seed ${seed} --judgements ${judgements}\n`);
  print(`contract: ${cases} values judged as zod does, ${wrong} of them wrong (${seconds(began)})`);
  return failure === undefined ? 0 : 1;
}

function seconds(began: number): string {
  return `${Math.round((performance.now() - began) / 1000)} s`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
