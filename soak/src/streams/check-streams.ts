import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '@bimodal/emulator';
import fc from 'fast-check';
import { runInLanes, type Check, type Failure } from '../run-in-lanes.ts';
import { Lag } from '../scenarios/lag.ts';
import { ClientSockets } from './client-sockets.ts';
import { Rejections } from './rejections.ts';
import { runScenario } from './run-scenario.ts';
import { arbitraryScenario } from './scenario.ts';
import { Tally } from './tally.ts';

/** How many scenarios run at a time: most of their time they wait. */
const lanes = 16;

export interface StreamCheck extends Check<Tally> {
  /** After how many bytes at least a connection falls silent: with 1000 none does so within a handshake. Default 0. */
  readonly silentFrom?: number;
}

/** What came of it. */
export interface StreamOutcome {
  readonly tally: Tally;
  /** What went wrong, and how to see it again. */
  readonly failures: readonly Failure[];
}

/** Lets streams and devices run against an emulator, through connections on which things go wrong. */
export async function checkStreams({
  seed,
  scenarios,
  path,
  onProgress,
  silentFrom = 0,
}: StreamCheck): Promise<StreamOutcome> {
  await using emulator = await startEmulator({ strict: true });
  using lag = new Lag();
  using sockets = new ClientSockets();
  using rejections = new Rejections();
  const tally = new Tally();
  // In memory where that can be: what a disk holds when the power fails is not asked here.
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'bimodal-soak-'));
  const property = fc.asyncProperty(arbitraryScenario(silentFrom), async (scenario) => {
    await runScenario({ emulator, lag, sockets, tally, folder }, scenario);
    onProgress?.(tally);
  });
  const failures = await runInLanes(property, lanes, { seed, scenarios, path });
  await rm(folder, { recursive: true });
  for (const { stack } of rejections.all) {
    failures.push({ seed, path: undefined, report: `A rejection that nobody handled: ${stack}` });
  }
  return { tally, failures };
}
