import { join } from 'node:path';
import { startChild } from '../child.ts';
import type { Progress } from '../bench-result.ts';
import { median } from '../report/median.ts';
import type { ReadingCost } from './reader.ts';
import { readerNames, type ReaderName } from './readers.ts';

/** Messages of one reading. */
const messages = 50_000;
/** Rounds that count, and those before: what is read first is compiled as it runs. */
const rounds = 40;
const warmUps = 10;

export interface RateRow {
  readonly reader: ReaderName;
  readonly messagesPerSecond: number;
  /** User and system time of the reader's process. */
  readonly cpuMicrosPerMessage: number;
  readonly rateOverUndici: number;
  readonly cpuOverUndici: number;
}

/** Reads the same events with each reader in turns, from a server in another process. */
export async function readingRates(progress: Progress): Promise<readonly RateRow[]> {
  using server = await startChild(join(import.meta.dirname, 'event-server.ts'), [String(messages)]);
  using stack = new DisposableStack();
  const children = new Map(
    await Promise.all(
      readerNames.map(async (name) => {
        const child = await startChild<'read', ReadingCost>(join(import.meta.dirname, 'reader.ts'), [
          name,
          String(server.greeting),
        ]);
        return [name, stack.use(child)] as const;
      }),
    ),
  );
  const costs: Record<ReaderName, ReadingCost>[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    progress(round < 0 ? `warming up (${-round} left)` : `round ${round + 1} of ${rounds}`);
    const found: Partial<Record<ReaderName, ReadingCost>> = {};
    // Another begins each round, so that none always runs behind the same one.
    for (const [name, child] of round % 2 === 0 ? children : [...children].toReversed()) {
      const cost = await child.run('read');
      if (cost.messages !== messages + 1) throw new Error(`${name} read ${cost.messages} messages.`);
      found[name] = cost;
    }
    const { undici, bimodal } = found;
    if (round >= 0 && undici !== undefined && bimodal !== undefined) costs.push({ undici, bimodal });
  }
  return readerNames.map((reader) => rowOf(reader, costs));
}

function rowOf(reader: ReaderName, costs: readonly Record<ReaderName, ReadingCost>[]): RateRow {
  const seconds = (name: ReaderName): number =>
    quick(costs.map((round) => round[name].seconds / round[name].messages));
  const cpuSeconds = (name: ReaderName): number =>
    quick(costs.map((round) => round[name].cpuSeconds / round[name].messages));
  const hundredths = (value: number): number => Math.round(value * 100) / 100;
  return {
    reader,
    messagesPerSecond: Math.round(1 / seconds(reader)),
    cpuMicrosPerMessage: hundredths(cpuSeconds(reader) * 1e6),
    rateOverUndici: hundredths(seconds('undici') / seconds(reader)),
    cpuOverUndici: hundredths(cpuSeconds(reader) / cpuSeconds('undici')),
  };
}

/** The median of the lowest quarter: whatever else runs on a machine only ever makes a reading slower. */
function quick(values: readonly number[]): number {
  return median(values.toSorted((a, b) => a - b).slice(0, Math.ceil(values.length / 4)));
}
