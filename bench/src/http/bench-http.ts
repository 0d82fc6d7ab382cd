import { clientNames, type ClientName } from '../clients/client.ts';
import { median } from '../report/median.ts';
import { startServer } from '../server/start-server.ts';
import type { SliceCost } from './slice.ts';
import { startWorker, type Worker } from './start-worker.ts';

export interface HttpRow extends SliceCost {
  readonly client: ClientName;
  readonly concurrency: number;
}

/** How many requests are under way at once. */
const concurrencies: readonly number[] = [1, 50];
/** Milliseconds of a slice: long enough for a hundred requests, short enough that the machine is the same for all. */
const sliceLength = 80;
/** Slices of each client before they count: the first ones are compiled as they run. */
const warmUps = 12;

/**
 * Runs the clients in turns, a slice each, and takes medians: whole runs one after the other would measure what else the
 * machine was doing.
 */
export async function benchHttp(
  slices: number,
  progress: (text: string) => void,
): Promise<readonly HttpRow[]> {
  using server = await startServer();
  using stack = new DisposableStack();
  const workers: Worker[] = [];
  for (const name of clientNames) workers.push(stack.use(await startWorker(name, server.url)));
  const costs = new Map<string, SliceCost[]>();
  for (let round = -warmUps; round < slices; round += 1) {
    for (const concurrency of concurrencies) {
      for (const worker of inTurns(workers, round)) {
        const cost = await worker.run({ concurrency, milliseconds: sliceLength });
        const key = `${worker.client} ${concurrency}`;
        if (round >= 0) costs.set(key, [...(costs.get(key) ?? []), cost]);
      }
    }
    progress(round < 0 ? `warming up (${-round} left)` : `slice ${round + 1} of ${slices}`);
  }
  return concurrencies.flatMap((concurrency) =>
    clientNames.map((client) => {
      const all = costs.get(`${client} ${concurrency}`) ?? [];
      return {
        client,
        concurrency,
        requestsPerSecond: Math.round(median(all.map((cost) => cost.requestsPerSecond))),
        cpuMicrosPerRequest: Math.round(median(all.map((cost) => cost.cpuMicrosPerRequest)) * 10) / 10,
      };
    }),
  );
}

/** Another client begins each round, so that none always runs behind the same one. */
function inTurns<T>(all: readonly T[], round: number): readonly T[] {
  const start = ((round % all.length) + all.length) % all.length;
  return [...all.slice(start), ...all.slice(0, start)];
}
